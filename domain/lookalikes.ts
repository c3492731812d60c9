/**
 * Letters of one script that people take for letters of another, and signs they take for each other: the part of
 * Unicode's table of confusables (UTS 39) that the scripts of names here can run into. Both sides are written as they
 * are after compatibility folding and in lower case. Each line: what it is taken for, then the lookalikes.
 */
const TABLE = `
a а ɑ α ᴀ ꭺ
b Ь ь в β ʙ ᏼ
c с ϲ ᴄ ⲥ
d ԁ ꓒ ɗ
e е є ҽ ε ℮ ᴇ
f ϝ ꬵ ẝ
g ɡ ց ɢ
h һ հ н η ʜ
i і ı ι ɩ ӏ ꙇ
j ј ϳ
k к κ ĸ ᴋ
l 1 | ∣ ǀ ו
m м μ ᴍ
n п ո ɴ ν
o 0 о ο σ օ ᴏ ⲟ 〇 ○ ◯
p р ρ ᴘ ⲣ
q ԛ գ
r г ɼ
s ѕ ꜱ
t т τ ᴛ
u υ ս ᴜ
v ѵ ѷ ᴠ
w ԝ ѡ ω ᴡ
x х χ ×
y у γ ү ʏ
z ᴢ ζ
ä ӓ
ë ё
ï ї
3 з ʒ ӡ
4 ч
6 б
口 囗 ロ
力 カ
夕 タ
二 ニ
八 ハ
工 エ
卜 ト
才 オ
一 ー ㄧ
丶 、
· • ・ ‧ ∙ ⋅ ● ᛫
' ‘ ’ ‛ ′ ʹ ʻ ʼ ʽ ˈ \` ´
" “ ” „ ‟ ″ 〃
- ‐ ‑ ‒ – — ― − ⁃ ˗
: ː ∶ ꞉
/ ∕ ⁄
( 〔 【 ［ 〖 「 『 《 〈 <
) 〕 】 ］ 〗 」 』 》 〉 >
`;

const LIKE = new Map(
  TABLE.trim()
    .split("\n")
    .flatMap((line) => {
      const [shape = "", ...others] = line.split(" ");
      return others.map((other) => [other, shape] as const);
    }),
);

/** A text with every letter replaced by the one that it is most easily taken for. Meant for comparing, never to be shown. */
export function asTaken(text: string): string {
  let taken = "";
  for (const letter of text) {
    const small = letter.toLowerCase();
    taken += LIKE.get(letter) ?? (small === letter ? letter : (LIKE.get(small)?.toUpperCase() ?? letter));
  }
  return taken.replaceAll("rn", "m");
}
