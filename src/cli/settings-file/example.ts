/** A settings file with everything in it; a test applies it. */
export const EXAMPLE_FILE = `version: 1
workspace:
  zone: Europe/Helsinki              # of holidays, days and whoever has no zone of their own
  country: FI                        # whose holidays, and how phone numbers are read
  language: en                       # en or fi: what is said in channels; each person is answered in their own
  default-channel: "#earshot"        # quotes: YAML takes what follows a bare # for a comment
  false-alerts-a-month: 1
  currency: EUR
  cost-per-hour: 42, chat 38         # of handling; the first is for every other channel. none: nothing has a cost
  cost-per-contact: letter 9.50      # however long it takes; goes before the rate an hour
  repeat-days: 7                     # the same customer and reason within so many days is a repeat
  score-days: 28                     # touchpoints are judged by the answers of so many days
  coverage-floor: 20 %               # of those asked; where fewer answer, nobody says "customers say"
teams:
  billing:                           # the code that your sources send
    label: Billing
    channel: "#billing-alerts"
    leads: ["@otto", U0123ABCD]      # names, or ids
    lead-group: "@billing-leads"     # none: no group
    hours: Mon-Thu 8-16, Fri 8-15    # none: around the clock
    holidays: FI
    dates: 6 Dec, 24-26 Dec, 31 Dec 9-12   # the next such days; in a file that is kept write the year
    standard: within 24 hours        # or 8 business hours
    remind: 30 min and 10 min        # before the deadline
    leads-after: 15 min
    next-after: 60 min
    next-level: ["@noor", "#floor"]
    acknowledged-for: 60 min
staff:                               # agent codes of your sources
  maija: { slack: "@maija", team: billing }
reasons:
  late-delivery: { label: Late delivery, aliases: [late-parcel, delay], channel: "#delivery", value: eliminate }
  general: { label: General, vague: yes }   # it says nothing, as "other" does; none: its name tells
touchpoints:                         # target levels: nps -100 to 100, csat 1 to 5, ces 1 to 7; none: no target
  invoice: { label: Invoice, nps: 40, csat: 4.2, channels: [phone csat 4] }
routes:                              # in this order, up to the first that fits
  - reasons: [invoice-*]
    channels: [phone, chat]
    to: "#billing-alerts"
    continue: yes                    # and those after it
  - kinds: overdue-promise
    to: ["#floor", "#earshot"]
channels:
  "#billing-alerts":
    interrupt: Mon-Fri 8-18          # none: at any time
    budget: 5                        # new messages a day
    digest: daily                    # off, daily or weekly
    digest-at: 08:00
    digest-day: Mon
    threads: yes
`;

/** For \`earshot apply --help\`. */
export const EXAMPLE = `
The file says what shall be. What it does not mention stays as it is: a section that is not there, a setting
that is left out. "none" clears a setting. A section that is there lists everything: what it does not list is
shown, and removed with --prune. The routes are one list, in their order: those written replace those that are.

earshot export-config prints the settings as such a file. For example:

${EXAMPLE_FILE.replace(/^(?=.)/gm, "  ")}`;
