import assert from "node:assert/strict";
import { test } from "node:test";

import { read } from "../servers/wrk.mjs";

const OUTPUT = `Running 5s test @ http://127.0.0.1:1/
  1 threads and 8 connections
  Thread Stats   Avg      Stdev     Max   +/- Stdev
    Latency     4.18ms    3.28ms  26.63ms   92.50%
    Req/Sec     1.83k   227.63     2.22k    80.99%
  Latency Distribution
     50%  812.00us
     75%    1.02ms
     90%    1.50ms
     99%    1.20s
  9000 requests in 5.00s, 12.00MB read
Requests/sec:   1800.55
Transfer/sec:      2.40MB
`;

test("times come in any unit", () => {
  assert.deepEqual(read(OUTPUT), { p50: 0.812, p99: 1_200, rate: 1800.55 });
});

test("a server that refuses is not quick, it is wrong", () => {
  assert.throws(() => read(`${OUTPUT}  Non-2xx or 3xx responses: 12\n`), /not all was answered: 12/);
  assert.throws(() => read(`${OUTPUT}  Socket errors: connect 0, read 3, write 0, timeout 0\n`), /read 3/);
});

test("other words are no measurement", () => {
  assert.throws(() => read("unable to connect"), /something else/);
});
