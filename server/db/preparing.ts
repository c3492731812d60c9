import "server-only";
import type postgres from "postgres";

/**
 * A driver that keeps every statement with parameters prepared on its connection.
 *
 * drizzle asks for that only where a query is prepared by name; otherwise the database parses and plans each
 * statement anew, and the driver asks for its parameters' types in a round trip of its own before every one.
 */
export function preparing<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
  return new Proxy(client, {
    get(target, name) {
      if (name === "unsafe") {
        const unsafe: Client["unsafe"] = (query, parameters, options) =>
          target.unsafe(query, parameters, { ...options, prepare: true });
        return unsafe;
      }
      if (name === "begin" || name === "savepoint") {
        const open: unknown = Reflect.get(target, name);
        if (typeof open !== "function") return open;
        return (...args: unknown[]): unknown =>
          Reflect.apply(
            open,
            target,
            args.map((arg) =>
              typeof arg === "function"
                ? (inner: postgres.TransactionSql): unknown => Reflect.apply(arg, null, [preparing(inner)])
                : arg,
            ),
          );
      }
      return Reflect.get(target, name);
    },
  });
}
