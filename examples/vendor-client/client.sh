#!/usr/bin/env bash
# A company's program with nothing but curl and openssl. README.md lists the settings; the same as for client.ts.
set -euo pipefail

: "${AZUKARI_URL:?}" "${CLIENT_ID:?}" "${KEY_FILE:?}" "${USE:?}" "${REASON:?}" "${STATE_FILE:?}"
city=${AZUKARI_URL%/}
# exchange, or sandbox to try with people who do not exist
scope=${SCOPE:-exchange}
attempts=3
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

base64url() { openssl base64 -A | tr '+/' '-_' | tr -d '='; }

# The value of a text member of a flat JSON object: field NAME < json
field() { sed -n 's/.*"'"$1"'" *: *"\([^"]*\)".*/\1/p' | head -n 1; }

# openssl writes an ECDSA signature as DER; a JWT wants r and s, 32 bytes each (RFC 7518 §3.4).
der_to_raw() {
  openssl asn1parse -inform DER | sed -n 's/.*INTEGER *://p' | while read -r number; do
    printf '%64s' "$number" | tr ' ' 0 | tail -c 64
  done | sed 's/../\\x&/g' > "$work/raw"
  printf '%b' "$(cat "$work/raw")"
}

sign() {
  case $alg in
    ES256) openssl dgst -sha256 -sign "$KEY_FILE" | der_to_raw | base64url ;;
    RS256) openssl dgst -sha256 -sign "$KEY_FILE" | base64url ;;
    EdDSA)
      # Signs the text and no hash of it, and openssl wants it as a file.
      cat > "$work/input"
      openssl pkeyutl -sign -rawin -inkey "$KEY_FILE" -in "$work/input" | base64url
      ;;
  esac
}

get_token() {
  local discovery issuer endpoint now header claims input
  discovery=$(curl -sS --fail "$city/oidc/.well-known/openid-configuration")
  issuer=$(printf '%s' "$discovery" | field issuer)
  endpoint=$(printf '%s' "$discovery" | field token_endpoint)
  case $(openssl pkey -in "$KEY_FILE" -noout -text) in
    *prime256v1*) alg=ES256 ;;
    *ED25519*) alg=EdDSA ;;
    *modulus:*) alg=RS256 ;;
    *) echo 'KEY_FILE must be a private key of P-256 or Ed25519' >&2; exit 1 ;;
  esac
  now=$(date +%s)
  header=$(printf '{"alg":"%s"%s}' "$alg" "${KEY_ID:+,\"kid\":\"$KEY_ID\"}" | base64url)
  claims=$(printf '{"iss":"%s","sub":"%s","aud":"%s","jti":"%s","iat":%d,"exp":%d}' \
    "$CLIENT_ID" "$CLIENT_ID" "$issuer" "$(openssl rand -hex 16)" "$now" "$((now + 60))" | base64url)
  input="$header.$claims"
  # From standard input: what stands on a command line can be read by every user of the machine.
  printf '%s.%s' "$input" "$(printf '%s' "$input" | sign)" > "$work/assertion"
  curl -sS --fail-with-body "$endpoint" \
    -d grant_type=client_credentials -d scope="$scope" \
    -d client_assertion_type=urn:ietf:params:oauth:client-assertion-type:jwt-bearer \
    --data-urlencode "client_assertion@$work/assertion" > "$work/token" || { cat "$work/token" >&2; return 1; }
  printf 'header = "authorization: Bearer %s"\n' "$(field access_token < "$work/token")" > "$work/curlrc"
}

# ask: one request; the answer is in $work/answer. A refusal ends the program.
ask() {
  local path=/$scope/v1/records status
  [ -z "${SUBJECT:-}" ] || path="/$scope/v1/residents/$SUBJECT/records"
  status=$(curl -sS -G -K "$work/curlrc" -H "idempotency-key: $key" -o "$work/answer" -w '%{http_code}' \
    --data-urlencode "use=$USE" --data-urlencode "reasonCode=$REASON" \
    ${cursor:+--data-urlencode "cursor=$cursor"} "$city$path") || return 0
  if [ "$status" != 200 ]; then
    cat "$work/answer" >&2
    exit 1
  fi
}

# The first line of the state is the cursor, the second the key of a request whose answer was not complete.
save() { (umask 077 && printf '%s\n%s\n' "$cursor" "$key" > "$STATE_FILE.new") && mv "$STATE_FILE.new" "$STATE_FILE"; }

cursor=''
key=''
if [ -f "$STATE_FILE" ]; then { read -r cursor; read -r key; } < "$STATE_FILE" || true; fi

get_token
more=true
while [ "$more" = true ]; do
  [ -n "$key" ] || key=$(openssl rand -hex 16)
  save
  attempt=1
  while :; do
    : > "$work/answer"
    ask
    if tail -n 1 "$work/answer" | grep -q '^{"type":"end"'; then break; fi
    echo "attempt $attempt: the answer is incomplete" >&2
    [ "$attempt" -lt "$attempts" ] || { echo "incomplete after $attempts attempts; run again to continue" >&2; exit 1; }
    attempt=$((attempt + 1))
  done
  sed '$d' "$work/answer"
  # Only now: whoever stops between the two gets the same lines once more, never fewer.
  cursor=$(tail -n 1 "$work/answer" | field cursor)
  case $(tail -n 1 "$work/answer") in *'"more":true'*) more=true ;; *) more=false ;; esac
  key=''
  save
done
