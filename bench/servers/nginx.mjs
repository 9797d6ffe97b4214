// What one would set up in place of the gateway: nginx with a cache, a JWT check by its own JavaScript (njs), and the requester put into
// the query.

/** Checks an HS256 token's signature and end, and notes whose it is: what `auth_request` asks. */
export const checkOf = (secret) => `import crypto from "crypto";

const secret = ${JSON.stringify(secret)};
const text = (part) => String(Buffer.from(part, "base64url"));

function check(request) {
  const parts = (request.headersIn.Authorization || "").replace(/^Bearer /, "").split(".");
  if (parts.length !== 3) return request.return(401);
  const signature = crypto.createHmac("sha256", secret).update(parts[0] + "." + parts[1]).digest("base64url");
  if (signature !== parts[2] || JSON.parse(text(parts[0])).alg !== "HS256") return request.return(401);
  const claims = JSON.parse(text(parts[1]));
  if (!(claims.exp > Date.now() / 1000) || !claims.requester_id) return request.return(401);
  request.headersOut["X-Requester"] = String(claims.requester_id);
  request.return(204);
}

export default { check };
`;

/**
 * @param {object} settings
 * @param {string} settings.folder Where it writes.
 * @param {number} settings.port
 * @param {string} settings.desk An origin.
 * @param {string} settings.apiKey
 * @param {boolean} settings.isCaching Whether answers are given again, for 15 s as the gateway does.
 */
export function configuration({ folder, port, desk, apiKey, isCaching }) {
  const cache = isCaching
    ? `proxy_cache kept; proxy_cache_key "$requester $request_uri"; proxy_cache_valid 200 15s; proxy_cache_lock on; proxy_ignore_headers Cache-Control Vary;`
    : "";
  return `load_module /usr/lib/nginx/modules/ngx_http_js_module.so;
daemon off; worker_processes auto; pid ${folder}/nginx.pid; error_log ${folder}/error.log;
events { worker_connections 1024; }
http {
  access_log off; js_path "${folder}"; js_import main from check.js;
  ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(" ")}
  proxy_cache_path ${folder}/cache keys_zone=kept:10m;
  upstream desk { server ${new URL(desk).host}; keepalive 32; }
  server {
    listen 127.0.0.1:${port};
    location = /check { internal; js_content main.check; }
    location /support/v1/conversations {
      auth_request /check;
      auth_request_set $requester $sent_http_x_requester;
      ${cache}
      proxy_http_version 1.1; proxy_set_header Connection "";
      proxy_set_header Authorization "Bearer ${apiKey}";
      proxy_pass http://desk/v1/conversations?requested_by_id=$requester&$args;
    }
  }
}
`;
}
