// postgres.js 3.4.9 ends the whole process when a backend dies while a transaction runs: a statement sent on
// the connection that is already gone is written to a socket that is null, inside a timer where nobody can
// catch it (its issues 1154 and 1208). Until a release has it, its text is corrected here after every install.
// Nobody wakes a socket again that was paused for the reader of a table when the table ends before he has caught up,
// so that about every tenth COPY never ends.
// See docs/decisions/0004-database-driver-patch.md; server/db/lost-backend.test.ts kills backends to show it,
// server/db/copy-out.test.ts reads tables.
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import path from "node:path";
import { Refused } from "./refused.mjs";

const VERSION = "3.4.9";
const MARK = "/* sandtable: lost sockets */";
const COPY_MARK = "/* sandtable: tables end */";

export const CORRECTIONS = [
  {
    // A statement on a connection without a socket is refused, not written.
    before: `    if (q.cancelled)
      return

    try {
      q.state = backend`,
    after: `    if (q.cancelled)
      return

    ${MARK}
    if (socket === null) {
      queryError(q, Errors.connection('CONNECTION_CLOSED', options))
      return true
    }

    try {
      q.state = backend`,
  },
  {
    // The timer may fire when the socket has gone since it was set.
    before: `  function nextWrite(fn) {
    const x = socket.write(chunk, fn)
    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    return x`,
    after: `  function nextWrite(fn) {
    ${MARK}
    if (socket === null) {
      chunk = nextWriteTimer = null
      return false
    }
    const x = socket.write(chunk, fn)
    nextWriteTimer !== null && clearImmediate(nextWriteTimer)
    chunk = nextWriteTimer = null
    return x`,
  },
  {
    // Leftovers of the lost connection would be sent on the next one, or keep its first write from being sent.
    before: `    clearImmediate(nextWriteTimer)
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()`,
    after: `    clearImmediate(nextWriteTimer)
    ${MARK}
    chunk = nextWriteTimer = null
    socket.removeListener('data', data)
    socket.removeListener('connect', connected)
    idleTimer.cancel()`,
  },
  {
    // Statements sent between "error" and "close" would wait for ever; rejecting twice does no harm.
    before: `    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))`,
    after: `    ${MARK}
    ;(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))
    query = results = errorResponse = null
    result = new Result()`,
  },
  {
    // Fails when the backend dies while the connection is being set up; the connection then starts over.
    before: `        initial.reserve && (initial = null)
        return fetchArrayTypes()`,
    after: `        initial.reserve && (initial = null)
        ${MARK}
        return fetchArrayTypes().catch(noop)`,
  },
  {
    // A reader who has had enough leaves rows behind: they are read and dropped, so that the connection gets on.
    before: `  function CopyOutResponse() {
    stream = new Stream.Readable({
      read() { socket.resume() }
    })`,
    after: `  function CopyOutResponse() {
    ${COPY_MARK}
    stream = new Stream.Readable({
      read() { socket && socket.resume() },
      destroy(error, callback) {
        stream === this && (stream = null)
        socket && socket.resume()
        callback(error)
      }
    })`,
  },
  {
    // After its end a stream asks for nothing more, so whoever paused the socket for it must wake it here.
    before: `    stream && stream.push(null)
    stream = null
  }`,
    after: `    stream && stream.push(null)
    stream = null
    ${COPY_MARK}
    socket && socket.resume()
  }`,
  },
];

/** Corrects the installed driver, both builds. Does nothing when that is done already. */
export function patchDriver(root) {
  const folder = path.join(root, "node_modules", "postgres");
  const { version } = JSON.parse(readFileSync(path.join(folder, "package.json"), "utf8"));
  if (version !== VERSION) {
    throw new Refused(
      `数据库驱动 postgres ${version} 未经核对（应为 ${VERSION}），见 server/ops/launch/patch-driver.mjs。`,
      `The database driver postgres ${version} has not been reviewed (expected ${VERSION}); see server/ops/launch/patch-driver.mjs.`,
    );
  }
  for (const build of ["src", "cjs/src"]) {
    const file = path.join(folder, build, "connection.js");
    const original = readFileSync(file, "utf8");
    const wanted = CORRECTIONS.reduce((text, correction) => corrected(text, correction, file), original);
    if (wanted === original) continue;
    // Renamed into place: others may start from the same folder at this moment.
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, wanted);
    renameSync(draft, file);
  }
}

/** Each by itself: an earlier release may have made some of them already. */
function corrected(text, { before, after }, file) {
  if (text.includes(after)) return text;
  if (text.split(before).length !== 2)
    throw new Error(`${file} is not the text that the correction was written for.`);
  return text.replace(before, () => after);
}
