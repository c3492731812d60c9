import { parseArgs } from "node:util";
import { Refused } from "./refused.mjs";

const USAGE = `用法 · usage: npm run rehearse -- <scenario> [options]
             npm run rehearse -- --all [options]

  scenario      phone-shop · drunk-man · gas-smell · lost-coat · two-calls
                unpaid-workers
  --all         依次推演全部自带想定 · every scenario the product comes with, one after another
  --format      opposed|parallel  对抗，或各队并行 · one team against another, or teams side by side
                                  (opposed where there is an opposition)
  --teams       1..12             并行的队数 · how many teams side by side (2)
  --seed        换一个数，推演换一种走法 · another number, another course of events (1)
  --responder   weak|medium|strong  处置方水平 · how well the responders play (strong)
  --opposition  weak|medium|strong  对抗方水平 · how well the opposition plays (medium)
  --url         在已运行的演示服务上推演 · play on a demo server that is running
  --lang        zh|en  输出语言 · language of the output (zh)
  --quiet       只打印结果 · print the result only`;

const SKILLS = ["weak", "medium", "strong"];

/**
 * What somebody who typed `npm run rehearse -- …` wants; prints the usage and ends when that is what they want.
 *
 * Checked before anything is started: a mistake costs a sentence and not half a minute.
 */
export function readArguments(typed) {
  const { values, positionals } = parsed(typed);
  if (values.help) {
    console.log(USAGE);
    process.exit(0);
  }
  const [scenario, ...more] = positionals;
  if (more.length > 0) {
    throw refused(
      `一次只推演一个想定，全部推演请用 --all`,
      `One scenario at a time, or --all for all of them`,
    );
  }
  if (values.all && scenario !== undefined) {
    throw refused(`想定名与 --all 只能选一个`, `Name a scenario or say --all, not both`);
  }
  if (!values.all && scenario === undefined) {
    throw refused(
      `请写明想定，例如 npm run rehearse -- phone-shop`,
      `Name a scenario: npm run rehearse -- phone-shop`,
    );
  }
  const format = values.format === undefined ? null : oneOf("format", values.format, ["opposed", "parallel"]);
  const teams = wholeNumber("teams", values.teams ?? "2", 1, 12);
  if (format === "opposed" && values.teams !== undefined) {
    throw refused(
      "--teams 只用于 --format parallel：对抗时只有一对队伍",
      "--teams goes with --format parallel: opposed there is one pair of teams",
    );
  }
  if (
    (values.url !== undefined && !/^https?:\/\//.test(values.url)) ||
    !URL.canParse(values.url ?? "http://x")
  ) {
    throw refused(
      "--url 须是网址，如 http://localhost:3000",
      "--url must be an address such as http://localhost:3000",
    );
  }
  return {
    url: values.url,
    scenario: scenario ?? null,
    // More than one team can only play side by side.
    format: values.teams === undefined ? format : "parallel",
    teams,
    seed: wholeNumber("seed", values.seed, 0, 999_999_999),
    responder: oneOf("responder", values.responder, SKILLS),
    opposition: oneOf("opposition", values.opposition, SKILLS),
    lang: oneOf("lang", values.lang, ["zh", "en"]),
    quiet: values.quiet,
  };
}

function parsed(args) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: {
        all: { type: "boolean", default: false },
        format: { type: "string" },
        teams: { type: "string" },
        seed: { type: "string", default: "1" },
        responder: { type: "string", default: "strong" },
        opposition: { type: "string", default: "medium" },
        url: { type: "string" },
        lang: { type: "string", default: "zh" },
        quiet: { type: "boolean", default: false },
        help: { type: "boolean", default: false },
      },
    });
  } catch (error) {
    const [, option] = /'(--?[^' <]+)/.exec(error.message) ?? [];
    if (error.code === "ERR_PARSE_ARGS_UNKNOWN_OPTION") {
      throw refused(
        `没有选项 ${option}，--help 列出全部选项`,
        `There is no option ${option}; --help lists them all`,
      );
    }
    if (error.code === "ERR_PARSE_ARGS_INVALID_OPTION_VALUE") {
      throw refused(
        `选项 ${option} 的写法不对，见 --help`,
        `Option ${option} is not written like that; see --help`,
      );
    }
    throw error;
  }
}

function oneOf(name, value, allowed) {
  if (allowed.includes(value)) return value;
  throw refused(
    `--${name} 只能是 ${allowed.join("、")}，不能是“${value}”`,
    `--${name} must be one of ${allowed.join(", ")}, not "${value}"`,
  );
}

function wholeNumber(name, value, min, max) {
  if (/^\d{1,9}$/.test(value) && Number(value) >= min && Number(value) <= max) return Number(value);
  throw refused(
    `--${name} 须是 ${min} 到 ${max} 的整数，不能是“${value}”`,
    `--${name} must be a whole number from ${min} to ${max}, not "${value}"`,
  );
}

function refused(zh, en) {
  return new Refused(`${zh}。`, `${en}.`);
}
