"""Writes sigstore.json: a Sigstore of our own (authority, transparency log) and a bundle over one manifest, made without network.

Run with `pip install cryptography`. Keys are drawn anew on each run, so the file changes as a whole.
"""
import base64, datetime, hashlib, json
from pathlib import Path
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID, ObjectIdentifier

b64 = lambda data: base64.b64encode(data).decode()
sha = lambda data: hashlib.sha256(data).digest()
sign = lambda key, data: key.sign(data, ec.ECDSA(hashes.SHA256()))
spki = lambda key: key.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)
utc = datetime.timezone.utc
signed_at = datetime.datetime(2026, 11, 2, 12, 0, tzinfo=utc)


def authority(name):
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    cert = (x509.CertificateBuilder().subject_name(subject).issuer_name(subject).public_key(key.public_key())
            .serial_number(7).not_valid_before(datetime.datetime(2020, 1, 1, tzinfo=utc))
            .not_valid_after(datetime.datetime(2040, 1, 1, tzinfo=utc))
            .add_extension(x509.BasicConstraints(ca=True, path_length=1), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False).sign(key, hashes.SHA256()))
    return key, cert


def root_of(cert, log_key):
    return {"mediaType": "application/vnd.dev.sigstore.trustedroot+json;version=0.1",
            "tlogs": [{"baseUrl": "https://log.example.org", "hashAlgorithm": "SHA2_256",
                       "publicKey": {"rawBytes": b64(spki(log_key)), "keyDetails": "PKIX_ECDSA_P256_SHA_256",
                                     "validFor": {"start": "2020-01-01T00:00:00Z"}},
                       "logId": {"keyId": b64(sha(spki(log_key)))}}],
            "certificateAuthorities": [{"subject": {"organization": "Example", "commonName": "example"}, "uri": "https://ca.example.org",
                                        "certChain": {"certificates": [{"rawBytes": b64(cert.public_bytes(serialization.Encoding.DER))}]},
                                        "validFor": {"start": "2020-01-01T00:00:00Z"}}],
            "ctlogs": [], "timestampAuthorities": []}


ca_key, ca = authority("Example authority")
other_key, other = authority("Another authority")
log_key = ec.generate_private_key(ec.SECP256R1())
leaf_key = ec.generate_private_key(ec.SECP256R1())
issuer = b"https://issuer.example.org"
leaf = (x509.CertificateBuilder().subject_name(x509.Name([])).issuer_name(ca.subject).public_key(leaf_key.public_key())
        .serial_number(11).not_valid_before(signed_at - datetime.timedelta(minutes=5)).not_valid_after(signed_at + datetime.timedelta(minutes=5))
        .add_extension(x509.SubjectAlternativeName([x509.RFC822Name("release@example.org")]), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
        .add_extension(x509.UnrecognizedExtension(ObjectIdentifier("1.3.6.1.4.1.57264.1.8"), b"\x0c" + bytes([len(issuer)]) + issuer), critical=False)
        .sign(ca_key, hashes.SHA256()))


def bundle_of(content, kind, spec):
    body = json.dumps({"apiVersion": "0.0.1", "kind": kind, "spec": spec}, separators=(",", ":"), sort_keys=True).encode()
    log_id = sha(spki(log_key))
    at = int(signed_at.timestamp())
    promise = json.dumps({"body": b64(body), "integratedTime": at, "logID": log_id.hex(), "logIndex": 0}, separators=(",", ":"), sort_keys=True).encode()
    root = sha(b"\0" + body)
    note = f"log.example.org\n1\n{b64(root)}\n"
    checkpoint = f"{note}\n\u2014 log.example.org {b64(log_id[:4] + sign(log_key, note.encode()))}\n"
    return {"mediaType": "application/vnd.dev.sigstore.bundle.v0.3+json",
            "verificationMaterial": {"certificate": {"rawBytes": b64(leaf.public_bytes(serialization.Encoding.DER))},
                                     "tlogEntries": [{"logIndex": "0", "logId": {"keyId": b64(log_id)}, "kindVersion": {"kind": kind, "version": "0.0.1"},
                                                      "integratedTime": str(at), "inclusionPromise": {"signedEntryTimestamp": b64(sign(log_key, promise))},
                                                      "inclusionProof": {"logIndex": "0", "rootHash": b64(root), "treeSize": "1", "hashes": [],
                                                                         "checkpoint": {"envelope": checkpoint}},
                                                      "canonicalizedBody": b64(body)}]},
            **content}


manifest = json.dumps([{"path": "model.onnx", "sha256": "ab" * 32, "sizeBytes": 12}], separators=(",", ":"), sort_keys=True)
pem = leaf.public_bytes(serialization.Encoding.PEM)


def message(data):
    signature = sign(leaf_key, data)
    return bundle_of({"messageSignature": {"messageDigest": {"algorithm": "SHA2_256", "digest": b64(sha(data))}, "signature": b64(signature)}},
                     "hashedrekord", {"data": {"hash": {"algorithm": "sha256", "value": sha(data).hex()}},
                                      "signature": {"content": b64(signature), "publicKey": {"content": b64(pem)}}})


def model_signing(name):
    """OpenSSF Model Signing 1.0 over the one file of the manifest."""
    return statement(sha(bytes.fromhex("ab" * 32)).hex(), "https://model_signing/signature/v1.0",
                     {"serialization": {"method": "files", "hash_type": "sha256", "allow_symlinks": False, "ignore_paths": []},
                      "resources": [{"name": name, "algorithm": "sha256", "digest": "ab" * 32}]})


def statement(hex_digest, predicate_type="https://slsa.dev/provenance/v1", predicate={}):
    payload = json.dumps({"_type": "https://in-toto.io/Statement/v1", "subject": [{"name": "model", "digest": {"sha256": hex_digest}}],
                          "predicateType": predicate_type, "predicate": predicate}, separators=(",", ":"), sort_keys=True).encode()
    kind = "application/vnd.in-toto+json"
    pae = b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload)
    signature = sign(leaf_key, pae)
    spec = {"envelopeHash": {"algorithm": "sha256", "value": "00" * 32}, "payloadHash": {"algorithm": "sha256", "value": sha(payload).hex()},
            "signatures": [{"signature": b64(signature), "verifier": b64(pem)}]}
    return bundle_of({"dsseEnvelope": {"payload": b64(payload), "payloadType": kind, "signatures": [{"sig": b64(signature)}]}}, "dsse", spec)


digest = sha(manifest.encode()).hex()
golden = {"source": "made by make-golden.py beside this file", "identity": "release@example.org", "issuer": issuer.decode(), "manifest": manifest,
          "manifestDigest": f"sha256:{digest}", "trustRoot": root_of(ca, log_key), "otherTrustRoot": root_of(other, log_key),
          "overManifest": message(manifest.encode()), "overDigestText": message(f"sha256:{digest}".encode()), "overSomethingElse": message(b"else"),
          "statement": statement(digest), "statementOfAnother": statement("00" * 32),
          "modelSigning": model_signing("model.onnx"), "modelSigningRenamed": model_signing("other.onnx")}
Path(__file__).with_name("sigstore.json").write_text(json.dumps(golden, indent=1) + "\n")
