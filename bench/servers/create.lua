-- A conversation with words of its own for each request, and a new customer now and then.
local count = 0
wrk.method = "POST"
wrk.headers["Content-Type"] = "application/json"

function request()
  count = count + 1
  local body = string.format(
    '{"subject":"Request %d","description":"It has not arrived.\\nWhen will it?","requested_by":"ann%d@example.com"}', count, count % 100)
  return wrk.format(nil, nil, nil, body)
end
