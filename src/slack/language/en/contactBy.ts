/** The ways by which people are in touch, within a sentence. */
export const contactBy = {
  phone: "phone",
  email: "email",
  chat: "chat",
  store: "store",
  web: "web",
  social: "social",
  sms: "sms",
  letter: "letter",
  other: "other",
};
