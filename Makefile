# make          builds the release binary
# make run      installs what is missing, builds, and extracts the sample reports into out/
# make test     runs all tests
# make bench    measures against ICU's word breaks (BENCH="--large" or "--quick"); make gate compares instruction counts
.PHONY: build run test check record icu install clean precompile lint pages lexicons bench gate

SWIFT ?= swift
RELEASE_FLAGS = -c release --static-swift-stdlib -Xswiftc -cross-module-optimization
DATE ?= 2017-02-25
PREFIX ?= /usr/local

build: icu
	@$(SWIFT) build $(RELEASE_FLAGS) --product rabt

# libicu's headers, by apt where they are missing. Where that can't be done the command to run is printed.
icu:
	@command -v $(SWIFT) > /dev/null || { echo "Swift 6.1 or later is missing; see https://www.swift.org/install/" >&2; exit 1; }
	@Scripts/install-icu

run: build
	@mkdir -p out
	@binary=$$($(SWIFT) build $(RELEASE_FLAGS) --show-bin-path)/rabt; \
	"$$binary" extract seeds/reports -o out/records.jsonl --manifest out/manifest.json && \
	"$$binary" show out/records.jsonl && \
	echo && echo "The records (JSON Lines) are in out/records.jsonl, facts about the run in out/manifest.json."

test: icu
	@$(SWIFT) build --build-tests
	@$(SWIFT) test --skip-build
	@export XDG_CACHE_HOME="$(CURDIR)/.build/cache"; binary="$$($(SWIFT) build --show-bin-path)/rabt"; \
	Tests/run-cases "$$binary" && Scripts/lint-lexicons "$$binary" && \
	"$$binary" pattern check seeds/patterns && \
	if command -v python3 > /dev/null; then \
	    Scripts/score-pairs "$$binary" --min 0.75 && Scripts/check-crossdoc "$$binary" && RABT="$$binary" python3 Tests/browser/test_report.py && \
	    Tests/run-guide "$$binary" docs/GUIDE.md docs/LEXICONS.md && Tests/run-guide --run "$$binary" README.md && Scripts/check-texts "$$binary"; \
	else echo "SKIPPED: the commands of the documentation; they need python3"; fi

# One feature's or one case's command-line tests: make check CASE=input/0003
check: icu
	@$(SWIFT) build --product rabt
	@Tests/run-cases "$$($(SWIFT) build --show-bin-path)/rabt" $(CASE)

# Writes what the tool does now as a case's expectation; review it with git diff.
record: icu
	@test -n "$(CASE)" || { echo "make record CASE=input/0003"; exit 64; }
	@$(SWIFT) build --product rabt
	@Tests/run-cases --record "$$($(SWIFT) build --show-bin-path)/rabt" $(CASE)

# Writes what the commands of the documentation print now into its pages; review it with git diff.
pages: icu
	@$(SWIFT) build --product rabt
	@XDG_CACHE_HOME="$(CURDIR)/.build/cache" Tests/run-guide --record "$$($(SWIFT) build --show-bin-path)/rabt" docs/GUIDE.md docs/LEXICONS.md README.md

# Compiles the lexicons into the cache, so that the first run doesn't.
precompile: build
	@"$$($(SWIFT) build $(RELEASE_FLAGS) --show-bin-path)/rabt" lexicon compile

# Every problem of the shipped lexicons; fails for warnings too.
lint: build
	@Scripts/lint-lexicons "$$($(SWIFT) build $(RELEASE_FLAGS) --show-bin-path)/rabt"

# Rebuilds the generated files under lexicons/ from open packages (pip, apt-get; pinned by SHA-256) and the curated files. What is committed is what it makes:
# git diff shows nothing afterwards.
lexicons:
	@lexicons/build/build.sh

# Speed, memory and start-up as ratios to ICU's word breaks in a C loop on the same text: docs/PERFORMANCE.md says what the lines mean.
bench: build
	@Benchmarks/bench "$$($(SWIFT) build $(RELEASE_FLAGS) --show-bin-path)/rabt" $(BENCH)

# Instruction counts of the release binary against those in Benchmarks/instructions.tsv; fails where one grew by more than the tolerance stated there.
gate: build
	@Benchmarks/gate "$$($(SWIFT) build $(RELEASE_FLAGS) --show-bin-path)/rabt" $(GATE)

install: build
	@install -D -m 755 "$$($(SWIFT) build $(RELEASE_FLAGS) --show-bin-path)/rabt" "$(DESTDIR)$(PREFIX)/bin/rabt"
	@mkdir -p "$(DESTDIR)$(PREFIX)/share/rabt"
	@cp -R lexicons seeds "$(DESTDIR)$(PREFIX)/share/rabt/"
	@if command -v python3 > /dev/null; then Scripts/make-manual "$$($(SWIFT) build $(RELEASE_FLAGS) --show-bin-path)/rabt" "$(DESTDIR)$(PREFIX)"; \
	else echo "python3 is missing: man pages and completions were not made" >&2; fi

clean:
	@rm -rf .build out
