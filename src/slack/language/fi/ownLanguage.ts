/** What somebody chose to be answered in. */
export const ownLanguage = {
  usage:
    "Kirjoita `/earshot language suomi`, `/earshot language english` tai `/earshot language slack`, jolloin kieli on sama kuin Slackissasi.",
  chosen: "Vastaan sinulle tästä lähtien suomeksi. Kanavilla puhutaan työtilan kieltä.",
  asSlack: "Vastaan sinulle Slackisi kielellä, jos osaan sitä.",
};
