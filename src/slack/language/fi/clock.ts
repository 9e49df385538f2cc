/** Instants on a given clock, and spans of time. */
export const clock = {
  today: "tänään klo {time}",
  tomorrow: "huomenna klo {time}",
  onDay: "{day} klo {time}",
  span: "{unit, select, hours {{count, plural, one {# tunti} other {# tuntia}}} minutes {{count, plural, one {# minuutti} other {# minuuttia}}} businessHours {{count, plural, one {# työtunti} other {# työtuntia}}} other {{count, plural, one {# työminuutti} other {# työminuuttia}}}}",
  within:
    "{unit, select, hours {{count, plural, one {# tunnin} other {# tunnin}}} minutes {{count, plural, one {# minuutin} other {# minuutin}}} businessHours {{count, plural, one {# työtunnin} other {# työtunnin}}} other {{count, plural, one {# työminuutin} other {# työminuutin}}}} kuluessa",
};
