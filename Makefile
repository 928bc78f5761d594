# Two commands for a newcomer: `make demo` and `make test`. Plain cargo does the rest.

.PHONY: demo test check openapi

# The demonstration on http://127.0.0.1:8080, in a data folder of its own.
demo: postgres
	cargo build --release
	target/release/jalon demo

# Every test, against a private PostgreSQL that starts and stops by itself.
test: postgres
	cargo test

# What CI checks besides the tests.
check:
	cargo fmt --check
	cargo check
	cargo clippy --all-targets -- -D warnings
	RUSTDOCFLAGS="-D warnings" cargo doc --no-deps

# The document, after a change of the API.
openapi:
	cargo run --quiet -- openapi > openapi/openapi.json
	tools/bruno

.PHONY: postgres
postgres:
	@sh tools/postgres
