/** Said before any listener, or instead of one. */
export const gate = {
  notInstalled:
    "Earshot is not installed in this Slack workspace, so it answers nothing here. Ask the person who looks after it.",
  trouble:
    "That did not work: something is wrong on Earshot's side. Nothing was changed; try again in a minute.",
  noStore: "Earshot cannot reach its database now. Nothing was changed; try again in a minute.",
  adminsOnly: "Only an admin of this Slack workspace can change settings. Nothing was changed.",
  welcome:
    "Earshot is installed. Next: say with `/earshot channel #its-name default` where alerts go that nobody owns, and add a source on the command line: `earshot source add generic --name desk --workspace {team}`.",
};
