import type { DeliverySeen } from "@/domain/view/schema";

/** One tone: how high, when after the first and for how long (in seconds), and how hard it sounds. */
export type Tone = { hertz: number; atS: number; lengthS: number; shape?: OscillatorType };

/** What nobody has to look up: two soft rising tones. */
export const NOTICE: readonly Tone[] = [
  { hertz: 660, atS: 0, lengthS: 0.15 },
  { hertz: 880, atS: 0.16, lengthS: 0.15 },
];

/** The old double ring: two bells close together, twice. Repeated by whoever rings until it is answered. */
export const RING: readonly Tone[] = [0, 0.55].flatMap((atS): Tone[] => [
  { hertz: 440, atS, lengthS: 0.4 },
  { hertz: 480, atS, lengthS: 0.4 },
]);

/** What each kind of information sounds like. Made on the spot: no file to load, and nothing to listen to twice. */
export const KIND_TONES: Readonly<Record<DeliverySeen["kind"], readonly Tone[]>> = {
  call: RING,
  phone: [
    { hertz: 523, atS: 0, lengthS: 0.12 },
    { hertz: 659, atS: 0.13, lengthS: 0.12 },
    { hertz: 523, atS: 0.26, lengthS: 0.12 },
  ],
  // The click of a squelch, and a low word.
  radio: [
    { hertz: 220, atS: 0, lengthS: 0.05, shape: "square" },
    { hertz: 330, atS: 0.09, lengthS: 0.1, shape: "square" },
  ],
  message: [{ hertz: 1_047, atS: 0, lengthS: 0.12 }],
  video: [
    { hertz: 587, atS: 0, lengthS: 0.1 },
    { hertz: 587, atS: 0.14, lengthS: 0.1 },
  ],
  "command-push": [
    { hertz: 523, atS: 0, lengthS: 0.1 },
    { hertz: 659, atS: 0.11, lengthS: 0.1 },
    { hertz: 784, atS: 0.22, lengthS: 0.16 },
  ],
  media: [
    { hertz: 988, atS: 0, lengthS: 0.1 },
    { hertz: 740, atS: 0.12, lengthS: 0.16 },
  ],
  "agency-reply": [
    { hertz: 440, atS: 0, lengthS: 0.12 },
    { hertz: 587, atS: 0.13, lengthS: 0.18 },
  ],
  environment: [{ hertz: 262, atS: 0, lengthS: 0.5 }],
  "early-warning": [0, 0.14, 0.28].map((atS): Tone => ({ hertz: 932, atS, lengthS: 0.09 })),
  "role-player": [
    { hertz: 392, atS: 0, lengthS: 0.12 },
    { hertz: 392, atS: 0.2, lengthS: 0.12 },
  ],
};

let sound: AudioContext | null = null;

/** Plays tones. A browser lets no page sound before its person has touched it; until then it is simply not heard. */
export function play(tones: readonly Tone[]): void {
  if (typeof AudioContext === "undefined") return;
  // Not every browser tells; one that does is not asked in vain.
  if ("userActivation" in navigator && !navigator.userActivation.hasBeenActive) return;
  sound ??= new AudioContext();
  const context = sound;
  for (const { hertz, atS, lengthS, shape = "sine" } of tones) {
    const start = context.currentTime + atS;
    const tone = context.createOscillator();
    const volume = context.createGain();
    tone.type = shape;
    tone.frequency.value = hertz;
    // A square wave is harder on the ear than a sine of the same height.
    const loud = shape === "square" ? 0.04 : 0.12;
    volume.gain.setValueAtTime(0.0001, start);
    volume.gain.exponentialRampToValueAtTime(loud, start + 0.02);
    volume.gain.exponentialRampToValueAtTime(0.0001, start + lengthS);
    tone.connect(volume).connect(context.destination);
    tone.start(start);
    tone.stop(start + lengthS + 0.01);
  }
}
