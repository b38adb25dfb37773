# Sourced by ./check --full: the PostgreSQL 15 of Debian 12, of which the tests need the programs alone.

have_postgres() { [ -x /usr/lib/postgresql/15/bin/postgres ]; }
# The package would make a cluster and start it, and start those that are there. The first is turned off while it is
# installed; where there are clusters, they are somebody's, and that person decides.
clusters_of_debian() { ls -d /etc/postgresql/*/* 2>/dev/null; }
no_cluster=/etc/postgresql-common/createcluster.d/azukari-check.conf

install_postgres() {
  mkdir -p "$root/.check" "${no_cluster%/*}"
  trap 'rm -f "$no_cluster"' EXIT
  trap 'exit 130' INT TERM
  echo 'create_main_cluster = false' >"$no_cluster"
  {
    apt-get update -qq &&
      DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends postgresql-15
  } </dev/null >"$root/.check/apt-postgres.log" 2>&1 || say \
    "入れられませんでした（$root/.check/apt-postgres.log）。" "That failed (see $root/.check/apt-postgres.log)."
  rm -f "$no_cluster"
  trap - EXIT INT TERM
}

if ! have_postgres && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1 && [ -z "$(clusters_of_debian)" ]; then
  say "Debian の PostgreSQL 15 を入れています（初回だけ）…" "Installing Debian's PostgreSQL 15 (the first time only)…"
  install_postgres
fi
if ! have_postgres; then
  say "PostgreSQL 15 でのテストには Debian 12 の postgresql-15 が要ります。次を root で実行してください（サーバーが一つ作られて動き出します）:" \
    "The tests on PostgreSQL 15 need postgresql-15 of Debian 12. Run this as root (it makes a server and starts it):"
  printf '  %s\n' 'apt-get update && apt-get install --no-install-recommends postgresql-15' >&2
fi
