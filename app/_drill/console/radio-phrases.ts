/** What is said on the radio again and again, by side; the words are in the messages. */
export const RADIO_PHRASES = {
  responder: ["copy", "onTheWay", "arrived", "support", "controlled", "sayAgain"],
  opposition: ["copy", "inPlace", "moving", "spotted", "sayAgain"],
} as const;
