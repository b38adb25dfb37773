# Sourced by ./check: the browser and the Japanese fonts of the browser tests, from Debian.

have_browser() { command -v chromium-headless-shell >/dev/null 2>&1; }
have_fonts() { [ -n "$(fc-list :lang=ja family 2>/dev/null)" ]; }
browser_command='apt-get update && apt-get install --no-install-recommends chromium-headless-shell fontconfig fonts-noto-cjk'

if ! have_browser || ! have_fonts; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    say "Chromium と日本語の書体を入れています（初回だけ）…" "Installing Chromium and Japanese fonts (the first time only)…"
    mkdir -p "$root/.check"
    {
      apt-get update -qq &&
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium-headless-shell fontconfig fonts-noto-cjk
    } </dev/null >"$root/.check/apt.log" 2>&1 || say \
      "入れられませんでした（$root/.check/apt.log）。" "That failed (see $root/.check/apt.log)."
  fi
fi
if ! have_browser || ! have_fonts; then
  say "画面のテストには Chromium と日本語の書体が要ります。次を root で実行してください:" \
    "The browser tests need Chromium and Japanese fonts. Run this as root:"
  printf '  %s\n' "$browser_command" >&2
  export CHECK_WITHOUT_BROWSER=1
fi
