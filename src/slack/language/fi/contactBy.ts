/** The ways by which people are in touch, within a sentence. */
export const contactBy = {
  phone: "puhelin",
  email: "sähköposti",
  chat: "chat-keskustelu",
  store: "myymälä",
  web: "verkko",
  social: "some",
  sms: "tekstiviesti",
  letter: "kirje",
  other: "muu tapa",
};
