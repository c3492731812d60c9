// npm start: from a bare clone to a served sign-in page, and back to nothing running.
//
// Plain JavaScript on Node's own modules, because it runs before there is anything else. Even the imports
// wait: an old Node must get a sentence, not a syntax error.
const [major = 0, minor = 0] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19) || process.platform === "win32") {
  const found = `${process.platform === "win32" ? "Windows, " : ""}Node.js ${process.versions.node}`;
  console.error(
    `沙盘需要 Linux 或 macOS 以及 Node.js 20.19 或更高版本（当前 ${found}）。\n` +
      `Sandtable needs Linux or macOS and Node.js 20.19 or later (this is ${found}).`,
  );
  process.exit(1);
}

const { launch } = await import("./launch.mjs");
await launch({ development: process.argv.includes("--dev") });
