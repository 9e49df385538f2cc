import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from "libphonenumber-js";
import type { ToE164 } from "../domain/customer/customer.ts";

/** Reads phone numbers as people of this ISO 3166 country write them: "040 123 4567" in FI is +358401234567. */
export function phonesOf(country: string): ToE164 {
  const home: CountryCode | undefined = isSupportedCountry(country) ? country : undefined;
  return (phone) => {
    const parsed = parsePhoneNumberFromString(phone, {
      ...(home && { defaultCountry: home }),
      extract: false,
    });
    return parsed?.isPossible() ? parsed.number : undefined;
  };
}
