/** Instants on a given clock, and spans of time. */
export const clock = {
  today: "today {time}",
  tomorrow: "tomorrow {time}",
  onDay: "{day} {time}",
  span: "{unit, select, hours {{count, plural, one {# hour} other {# hours}}} minutes {{count, plural, one {# minute} other {# minutes}}} businessHours {{count, plural, one {# business hour} other {# business hours}}} other {{count, plural, one {# business minute} other {# business minutes}}}}",
  within:
    "Within {unit, select, hours {{count, plural, one {# hour} other {# hours}}} minutes {{count, plural, one {# minute} other {# minutes}}} businessHours {{count, plural, one {# business hour} other {# business hours}}} other {{count, plural, one {# business minute} other {# business minutes}}}}",
};
