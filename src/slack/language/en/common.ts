/** What all messages share: numbers, times, lists. */
export const common = {
  underATenth: "under 0.1",
  days: "{days} d",
  hours: "{hours} h",
  minutes: "{minutes} min",
  dateAndTime: "'{date_short_pretty}' at '{time}'",
  ago: "{passed} ago",
  quoted: "“{said}”",
  andMore: "and {rest, number} more",
};
