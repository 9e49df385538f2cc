/** `24 hours`, `90 minutes`, `8 business hours`: as settings are written. */
export function spanText(minutes: number, inBusiness: boolean): string {
  const isHours = minutes % 60 === 0;
  const count = isHours ? minutes / 60 : minutes;
  const unit = `${inBusiness ? "business " : ""}${isHours ? "hour" : "minute"}${count === 1 ? "" : "s"}`;
  return `${count} ${unit}`;
}
