/** How far the coding can be trusted. */
export const trust = {
  title: "*How far the coding can be trusted*, the {days} days before {at}",
  none: "There is no history yet: no contact has come in.",
  uncoded: "*Uncoded*: {share} of {contacts} contacts ({uncoded}).",
  uncodedBefore: "*Uncoded*: {share} of {contacts} contacts ({uncoded}); {before} in the {days} days before.",
  other: "*“{label}”*: {share} of contacts mention it ({contacts}).",
  noOther: "No reason is a mere “other”.",
  reads:
    "Of the {uncoded} uncoded, {read} read like: {reasons}. Nothing is coded by that: it says where to look.",
  readsNone: "What the uncoded contacts read like is not known yet: {why}",
  whyFew: "it takes some hundred coded contacts with words.",
  whyWords: "none of them has words that surely read like a reason.",
  reason: "{label} {count}",
  agreement:
    "*Coded twice*: {pairs} contacts; both chose the same reasons in {agreed}. Cohen's kappa {kappa} (95 % sure: {lower}–{upper}): {word}.",
  agreementNone:
    "*Coded twice*: {pairs, plural, =0 {no contact yet} one {only one contact so far} other {only # contacts so far}}. Let a second person code a few hundred (`POST /v1/codings`), and it is known how far two people agree.",
  agreementReasons: "Least agreed: {reasons}.",
  agreementReason: "{label} {kappa} ({lower}–{upper})",
  word: "{word, select, poor {hardly better than chance} slight {slight} fair {fair} moderate {moderate} substantial {substantial} other {almost perfect}}",
  drift:
    "*One against the rest*: {count, plural, one {one agent codes} other {# agents code}} otherwise than the others at the same touchpoint, of {agents} compared.",
  driftNone:
    "*One against the rest*: of {agents} compared, nobody codes a touchpoint otherwise than the others.",
  driftFew: "*One against the rest*: too few contacts with an agent and a touchpoint to compare.",
  driftLead:
    "• {touchpoint}, in your team: one agent says “{label}” in {share} of reasons, the others in {rest} ({contacts} reasons)",
  driftElsewhere: "Whoever leads the team of one sees here where it is; who it is is told to nobody.",
  driftNobody: "Who it is is told to nobody.",
  misread: "*Coded one thing, reads like another*: {lines}.",
  misreadOne: "of {of} coded “{coded}”, {contacts} read like “{reads}”",
  reader:
    "Read by what {examples} coded contacts taught: of {heldOut} later ones it named a reason that people gave in {accuracy} (macro F1 {f1}).",
  about:
    "Kappa counts the same set of reasons as agreement. A contact may mention several reasons, so shares do not add up.",
  concentratedAgent:
    "*{observed} of the {of}* come from one agent, who usually has {usual}: *it may be one person's coding*, not the customers.",
  concentratedTeam: "{observed} of the {of} come from {name}, which usually has {usual}.",
  concentratedChannel: "{observed} of the {of} come by {name}, which usually has {usual}.",
  perhaps: "perhaps one person's coding: ",
};
