# Sourced by ./start and ./check: installs what npm brings, once, and again when package-lock.json changes.
# Expects $root. Leaves the project's own Node first on PATH.

say() { printf '%s\n%s\n' "$1" "$2" >&2; }
fail() { say "$1" "$2"; exit 1; }

# Some machines start us without a home (systemd, containers); npm and Chromium want one to keep their caches in.
if [ -z "${HOME:-}" ] || ! [ -w "$HOME" ]; then
  mkdir -p "$root/.check/home"
  export HOME="$root/.check/home"
fi

wanted_stamp() { { uname -sm; cat "$root/package-lock.json"; } | sha256sum | cut -d' ' -f1; }
installed() { [ "$(cat "$root/node_modules/.installed" 2>/dev/null)" = "$(wanted_stamp)" ]; }

install_packages() {
  command -v npm >/dev/null 2>&1 || fail \
    "npm がありません。Node 20 以上と npm を入れてください（Debian: apt-get install nodejs npm）。" \
    "npm is missing. Install Node 20 or later with npm (Debian: apt-get install nodejs npm)."
  [ -w "$root" ] || fail "$root に書き込めません。持ち主の利用者で実行してください。" \
    "$root is not writable. Run this as the user who owns it."
  say "インストールしています（初回と更新のときだけ、1～2分）…" \
    "Installing (the first time and after an update, one or two minutes)…"
  (cd "$root" && npm ci --loglevel=error --no-progress --include=optional --include=dev </dev/null >&2) || fail \
    "npm ci に失敗しました。ネットワークと空き容量（1 GB）を確かめて、もう一度実行してください。" \
    "npm ci failed. Check the network and the free disk space (1 GB), then run this again."
  "$root/node_modules/.bin/node" -e '' 2>/dev/null || fail \
    "Node 24 が npm で入りませんでした（対応: Linux の x64 と arm64）。" \
    "npm did not bring Node 24 along (supported: Linux on x64 and arm64)."
  wanted_stamp >"$root/node_modules/.installed"
}

if ! installed; then
  mkdir -p "$root/.check" 2>/dev/null || true
  # Two starts at once: the second waits, then finds everything there.
  if command -v flock >/dev/null 2>&1 && [ -w "$root/.check" ]; then
    exec 9>"$root/.check/install.lock"
    flock 9
  fi
  installed || install_packages
  exec 9>&-
fi
export PATH="$root/node_modules/.bin:$PATH"
