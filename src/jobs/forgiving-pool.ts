import type { Pool } from 'pg';

type Connected = Parameters<Pool['connect']>[0];

/**
 * The same pool for the library, which asks with a callback for LISTEN only, and gives that connection back twice when it stops while LISTEN has no answer
 * (0.18, dist/main.js, `release`); pg throws at the second time, nobody catches it, and the process ends.
 */
export function forgiving(pool: Pool, listenPool: Pool): Pool {
  return new Proxy(pool, {
    get(target, name) {
      if (name !== 'connect') {
        const value: unknown = Reflect.get(target, name, target);
        return typeof value === 'function' ? value.bind(target) : value;
      }
      return (callback?: Connected) => {
        if (callback === undefined) {
          return target.connect();
        }
        return listenPool.connect((error, client, release) => {
          let open = client !== undefined;
          callback(error, client, (broken) => {
            if (open) {
              open = false;
              release(broken);
            }
          });
        });
      };
    },
  });
}
