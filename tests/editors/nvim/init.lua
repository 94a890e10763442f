-- The language server in Neovim, as docs/EDITORS.md sets it up: opens a story,
-- waits for what the server says, and writes it to a file for the test.
-- Started by the test as `nvim --headless -u init.lua`; it gives
-- CAUSELINE (the command), STORY (a file) and REPORT (where to write).

local report = {}
local function say(key, value)
  report[key] = value
end

local function finish()
  local file = assert(io.open(vim.env.REPORT, "w"))
  file:write(vim.fn.json_encode(report))
  file:close()
  vim.cmd("qall!")
end

local function run()
  local client = vim.lsp.start_client({
    name = "causeline",
    cmd = { vim.env.CAUSELINE, "lsp" },
    root_dir = vim.fn.fnamemodify(vim.env.STORY, ":h"),
  })
  vim.cmd("edit " .. vim.fn.fnameescape(vim.env.STORY))
  local buffer = vim.api.nvim_get_current_buf()
  assert(vim.wait(10000, function()
    return vim.lsp.get_client_by_id(client) ~= nil and vim.lsp.get_client_by_id(client).initialized
  end), "the server does not start")
  vim.lsp.buf_attach_client(buffer, client)

  local function told()
    return vim.tbl_map(function(one)
      return { line = one.lnum + 1, column = one.col + 1, message = one.message, code = one.code }
    end, vim.diagnostic.get(buffer))
  end
  local function request(method, line, text, more)
    local at = vim.api.nvim_buf_get_lines(buffer, line - 1, line, true)[1]:find(text, 1, true)
    vim.api.nvim_win_set_cursor(0, { line, at - 1 })
    local params = vim.lsp.util.make_position_params(0, vim.lsp.get_client_by_id(client).offset_encoding)
    for key, value in pairs(more or {}) do
      params[key] = value
    end
    local answers, why = vim.lsp.buf_request_sync(buffer, method, params, 10000)
    assert(answers, why)
    return answers[client].result
  end

  -- A fault is told with its place, and goes when it is mended by typing.
  assert(vim.wait(10000, function() return #told() > 0 end), "no diagnostics come")
  say("faulty", told())
  local line = vim.api.nvim_buf_get_lines(buffer, 5, 6, true)[1]
  vim.api.nvim_buf_set_lines(buffer, 5, 6, true, { (line:gsub("rian", "rain")) })
  assert(vim.wait(10000, function() return #told() == 0 end), "diagnostics stay")
  say("mended", told())

  say("hover", request("textDocument/hover", 6, "rain }").contents.value)
  say("definition", request("textDocument/definition", 6, "rain }")[1].range.start.line + 1)
  local labels = vim.tbl_map(function(item) return item.label end,
    request("textDocument/completion", 6, "rain }").items)
  say("completion", labels)
  local edit = request("textDocument/rename", 5, "rain", { newName = "heavy-rain" })
  vim.lsp.util.apply_workspace_edit(edit, vim.lsp.get_client_by_id(client).offset_encoding)
  say("renamed", vim.api.nvim_buf_get_lines(buffer, 0, -1, true))
  assert(vim.wait(10000, function() return #told() == 0 end), "the rename leaves faults")

  vim.lsp.stop_client(client)
  say("stopped", vim.wait(10000, function()
    local left = vim.lsp.get_client_by_id(client)
    return left == nil or left.is_stopped()
  end))
end

local ok, why = pcall(run)
if not ok then
  say("failed", tostring(why))
end
finish()
