import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A company's program with nothing but a JDK (17 or later). README.md lists the settings; the same as for client.ts.
 *
 *   java Client.java                    reads everything new, one JSON object a line
 *   java Client.java new-key next.pem   makes a key and prints its public half, to be registered with the city
 */
public class Client {
  static final int ATTEMPTS = 3;
  static final Base64.Encoder BASE64URL = Base64.getUrlEncoder().withoutPadding();
  static final HttpClient HTTP = HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();

  public static void main(String[] args) throws Exception {
    try {
      if (args.length == 2 && args[0].equals("new-key")) newKey(Path.of(args[1]));
      else if (args.length == 0) readEverythingNew();
      else throw new Refused("usage: java Client.java [new-key FILE]");
    } catch (Refused no) {
      end(no.getMessage());
    } catch (FileSystemException file) {
      end("this file cannot be read or written: " + file.getMessage());
    } catch (IOException nobody) {
      end("no answer from " + setting("AZUKARI_URL", "the city") + ": " + nobody);
    }
  }

  static void end(String why) {
    System.err.println(why);
    System.exit(1);
  }

  static class Refused extends Exception {
    Refused(String why) {
      super(why);
    }
  }

  static String setting(String name) throws Refused {
    String value = System.getenv(name);
    if (value == null || value.isEmpty()) throw new Refused(name + " is not set; README.md lists what is needed");
    return value;
  }

  static String setting(String name, String otherwise) {
    String value = System.getenv(name);
    return value == null || value.isEmpty() ? otherwise : value;
  }

  // ---- The key. Only the company has the private half; the city knows the public one.

  static void newKey(Path file) throws Exception {
    if (Files.exists(file)) throw new Refused(file + " is there already");
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(pair.getPrivate().getEncoded());
    write(file, "-----BEGIN PRIVATE KEY-----\n" + body + "\n-----END PRIVATE KEY-----\n");
    System.out.println(publicJwk((ECPublicKey) pair.getPublic()));
  }

  /** Its id is its thumbprint (RFC 7638): put it into KEY_ID when you change over to this key. */
  static String publicJwk(ECPublicKey key) throws GeneralSecurityException {
    String x = coordinate(key.getW().getAffineX());
    String y = coordinate(key.getW().getAffineY());
    String point = "\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\"" + x + "\",\"y\":\"" + y + "\"";
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(("{" + point + "}").getBytes(StandardCharsets.UTF_8));
    return "{" + point + ",\"kid\":\"" + BASE64URL.encodeToString(hash) + "\",\"alg\":\"ES256\",\"use\":\"sig\"}";
  }

  static String coordinate(BigInteger number) {
    byte[] bytes = number.toByteArray();
    byte[] exact = new byte[32];
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, exact, 32 - length, length);
    return BASE64URL.encodeToString(exact);
  }

  static PrivateKey readKey() throws Exception {
    String pem = Files.readString(Path.of(setting("KEY_FILE"))).replaceAll("-----[A-Z ]+-----", "");
    byte[] encoded = Base64.getMimeDecoder().decode(pem);
    for (String kind : List.of("EC", "Ed25519")) {
      try {
        PrivateKey key = KeyFactory.getInstance(kind).generatePrivate(new PKCS8EncodedKeySpec(encoded));
        boolean otherCurve = key instanceof ECPrivateKey ec && ec.getParams().getCurve().getField().getFieldSize() != 256;
        if (!otherCurve) return key;
      } catch (InvalidKeySpecException other) {
        // Of another kind.
      }
    }
    throw new Refused("KEY_FILE must be a private key of P-256 or Ed25519");
  }

  // ---- The token: good for ten minutes; the assertion it is asked for with is good once.

  static String getToken(String city, String scope) throws Exception {
    String discovery = get(city + "/oidc/.well-known/openid-configuration");
    String endpoint = field(discovery, "token_endpoint");
    String form = "grant_type=client_credentials&scope=" + scope
        + "&client_assertion_type=" + encode("urn:ietf:params:oauth:client-assertion-type:jwt-bearer")
        + "&client_assertion=" + encode(assertion(field(discovery, "issuer")));
    HttpRequest request = HttpRequest.newBuilder(URI.create(endpoint))
        .header("content-type", "application/x-www-form-urlencoded")
        .timeout(Duration.ofSeconds(30))
        .POST(HttpRequest.BodyPublishers.ofString(form))
        .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new Refused("no token: " + answer.body());
    return field(answer.body(), "access_token");
  }

  static String assertion(String issuer) throws Exception {
    String client = setting("CLIENT_ID");
    String keyId = setting("KEY_ID", "");
    long now = Instant.now().getEpochSecond();
    PrivateKey key = readKey();
    boolean isP256 = key instanceof ECPrivateKey;
    String header = "{\"alg\":\"" + (isP256 ? "ES256" : "EdDSA") + "\"" + (keyId.isEmpty() ? "" : ",\"kid\":\"" + keyId + "\"") + "}";
    String claims = String.format(
        "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"jti\":\"%s\",\"iat\":%d,\"exp\":%d}",
        client, client, issuer, UUID.randomUUID(), now, now + 60);
    String input = base64url(header) + "." + base64url(claims);
    // Of P-256: r and s, 32 bytes each, as a JWT wants them (RFC 7518 section 3.4).
    Signature signature = Signature.getInstance(isP256 ? "SHA256withECDSAinP1363Format" : "Ed25519");
    signature.initSign(key);
    signature.update(input.getBytes(StandardCharsets.US_ASCII));
    return input + "." + BASE64URL.encodeToString(signature.sign());
  }

  // ---- Reading: page by page, each until it is complete.

  static void readEverythingNew() throws Exception {
    String city = setting("AZUKARI_URL").replaceAll("/$", "");
    String scope = setting("SCOPE", "exchange");
    Path stateFile = Path.of(setting("STATE_FILE"));
    String token = getToken(city, scope);
    // First line: where the last complete answer ended. Second: the key of a request whose answer was not complete.
    String[] state = Files.exists(stateFile) ? Files.readString(stateFile).split("\n", -1) : new String[] {};
    String cursor = state.length > 0 ? state[0] : "";
    String key = state.length > 1 ? state[1] : "";
    boolean more = true;
    while (more) {
      if (key.isEmpty()) key = UUID.randomUUID().toString();
      save(stateFile, cursor, key);
      List<String> lines = askUntilComplete(address(city, scope, cursor), token, key);
      for (String line : lines.subList(0, lines.size() - 1)) take(line);
      System.out.flush();
      // Only now: whoever stops between the two gets the same lines once more, never fewer.
      String end = lines.get(lines.size() - 1);
      cursor = field(end, "cursor");
      key = "";
      save(stateFile, cursor, key);
      more = end.contains("\"more\":true");
    }
  }

  static String address(String city, String scope, String cursor) throws Refused {
    String subject = setting("SUBJECT", "");
    String path = subject.isEmpty() ? "records" : "residents/" + encode(subject) + "/records";
    return city + "/" + scope + "/v1/" + path + "?use=" + encode(setting("USE"))
        + "&reasonCode=" + encode(setting("REASON"))
        + (cursor.isEmpty() ? "" : "&cursor=" + encode(cursor));
  }

  /** An answer that broke off is asked for again with the same key: it is the same delivery, and counts once. */
  static List<String> askUntilComplete(String address, String token, String key) throws Exception {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        List<String> lines = ask(address, token, key);
        if (!lines.isEmpty() && lines.get(lines.size() - 1).startsWith("{\"type\":\"end\"")) return lines;
      } catch (IOException broken) {
        // Nobody answered, or the connection was cut.
      }
      System.err.println("attempt " + attempt + ": the answer is incomplete");
    }
    throw new Refused("incomplete after " + ATTEMPTS + " attempts; run again to continue");
  }

  static List<String> ask(String address, String token, String key) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address))
        .header("authorization", "Bearer " + token)
        .header("idempotency-key", key)
        .build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new Refused(answer.body());
    return Arrays.stream(answer.body().split("\n")).filter(line -> !line.isEmpty()).toList();
  }

  /** What comes is printed; with RECORDS_DIR it is also kept there, a file for each record, until it is taken back. */
  static void take(String line) throws Exception {
    System.out.println(line);
    String directory = setting("RECORDS_DIR", "");
    String type = field(line, "type");
    if (directory.isEmpty() || type.equals("stopped")) return;
    String id = field(line, "id");
    if (!id.matches("[A-Za-z0-9_-]{1,64}")) throw new Refused("this is no id of a record");
    Path file = Files.createDirectories(Path.of(directory)).resolve(id + ".json");
    if (type.equals("tombstone")) Files.deleteIfExists(file);
    else write(file, line + "\n");
  }

  // ---- Small things.

  static void save(Path file, String cursor, String key) throws IOException {
    write(file, cursor + "\n" + key + "\n");
  }

  /** Written beside and renamed: a crash leaves the old file or the new one. Nobody else may read it. */
  static void write(Path file, String text) throws IOException {
    Path beside = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(beside);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix"))
      Files.createFile(beside, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(beside, text, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  static String get(String address) throws Exception {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(30)).build();
    HttpResponse<String> answer = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new Refused("no OpenID provider there: " + answer.statusCode());
    return answer.body();
  }

  /** The value of a text member of a flat JSON object. For more, take a JSON library. */
  static String field(String json, String name) throws Refused {
    Matcher found = Pattern.compile("\"" + name + "\" *: *\"([^\"\\\\]*)\"").matcher(json);
    if (!found.find()) throw new Refused("the answer has no " + name);
    return found.group(1);
  }

  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  static String base64url(String text) {
    return BASE64URL.encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
