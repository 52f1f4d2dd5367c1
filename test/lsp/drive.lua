-- Drives a headless Neovim as a person does, and writes what it saw as JSON. For Neovim 0.7 and later.
local node, cli, file, report = unpack(vim.fn.json_decode(vim.env.CLOZE_DRIVE))
local seen = {}

local function finish()
  vim.fn.writefile({ vim.fn.json_encode(seen) }, report)
  vim.cmd("qall!")
end

local function wait_for(what, holds)
  if not vim.wait(30000, holds, 20) then error("no " .. what) end
end

local ok, failure = pcall(function()
  vim.cmd("edit " .. vim.fn.fnameescape(file))
  vim.bo.filetype = "markdown"
  local config = { name = "cloze", cmd = { node, cli, "lsp" }, root_dir = vim.fn.fnamemodify(file, ":h") }
  if vim.lsp.start then
    vim.lsp.start(config)
  else
    vim.lsp.buf_attach_client(0, vim.lsp.start_client(config))
  end
  wait_for("marks", function() return #vim.diagnostic.get(0) >= 2 end)
  seen.marks = vim.tbl_map(function(mark)
    return { code = mark.code, line = mark.lnum, from = mark.col, to = mark.end_col }
  end, vim.diagnostic.get(0))

  -- As `:lua vim.lsp.buf.code_action()`, and then the first row of the list.
  vim.ui.select = function(items, _, choose)
    seen.actions = #items
    choose(items[1])
  end
  vim.api.nvim_win_set_cursor(0, { 3, 28 })
  vim.lsp.buf.code_action()
  wait_for("change", function() return vim.fn.getline(3):find("model from the") ~= nil end)
  wait_for("end of the mark", function() return #vim.diagnostic.get(0) == 1 end)

  local client = (vim.lsp.get_clients or vim.lsp.get_active_clients)({ bufnr = 0 })[1]
  local line = vim.fn.getline(7)
  local position = { line = 6, character = #line:match("^.-%[MASK%]") }
  local uri = vim.uri_from_bufnr(0)
  local params = { textDocument = { uri = uri }, position = position }
  local answers = vim.lsp.buf_request_sync(0, "textDocument/completion", params, 30000)
  local items = answers[client.id].result
  seen.completions = vim.tbl_map(function(item) return item.label end, items)
  vim.lsp.util.apply_text_edits({ items[1].textEdit }, 0, "utf-16")
  seen.text = vim.api.nvim_buf_get_lines(0, 0, -1, true)
end)
if not ok then seen.failure = tostring(failure) end
finish()
