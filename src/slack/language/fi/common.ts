/** What all messages share: numbers, times, lists. */
export const common = {
  underATenth: "alle 0,1",
  days: "{days} pv",
  hours: "{hours} t",
  minutes: "{minutes} min",
  dateAndTime: "'{date_short_pretty}' klo '{time}'",
  ago: "{passed} sitten",
  quoted: "”{said}”",
  andMore: "ja {rest, number} muuta",
};
