#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks Datacar's test vectors and proof files with libraries of its own.

    python3 -m venv venv && venv/bin/pip install -r requirements.txt
    venv/bin/python verify.py                               every vector in ../vectors
    venv/bin/python verify.py --trust trust.cbor FILE...    proof files

It shares no code with the TypeScript implementation: CBOR by cbor2, COSE by cwt, signatures by
cryptography and coincurve, keccak by pycryptodome. Exits with 1 when anything fails.
"""

import argparse
import base64
import hashlib
import json
import pathlib
import re
import struct
import sys
import unicodedata

import cbor2
import cwt
from coincurve import PublicKey
from Crypto.Hash import keccak
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

P256_ORDER = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
SECP256K1_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141
ZERO_HASH = bytes(32)
SAFE_INTEGER_MAX = 2**53 - 1
STANDING = {"simulated": 0, "import": 1, "software": 2, "secureElement": 3}


class Refused(Exception):
    """What was given does not hold."""


# What reading a value of another type or shape than expected raises; it refuses the input as well.
REFUSALS = (Refused, ValueError, KeyError, IndexError, TypeError, AttributeError)


def require(holds, why):
    if not holds:
        raise Refused(why)


# --- Deterministic CBOR -------------------------------------------------------------------------


def encode(value):
    """Deterministic CBOR (RFC 8949, 4.2.1) with every float as float64."""
    if isinstance(value, bool):
        return b"\xf5" if value else b"\xf4"
    if isinstance(value, int):
        require(abs(value) <= SAFE_INTEGER_MAX, "an integer beyond 2^53 - 1")
        return head(0, value) if value >= 0 else head(1, -1 - value)
    if isinstance(value, float):
        require(value == value and abs(value) != float("inf"), "a float that is no number")
        require(value != 0 or str(value) == "0.0", "negative zero")
        return b"\xfb" + struct.pack(">d", value)
    if isinstance(value, bytes):
        return head(2, len(value)) + value
    if isinstance(value, str):
        text = value.encode()
        return head(3, len(text)) + text
    if isinstance(value, list):
        return head(4, len(value)) + b"".join(map(encode, value))
    if isinstance(value, dict):
        entries = sorted((encode(key), encode(item)) for key, item in value.items())
        return head(5, len(entries)) + b"".join(key + item for key, item in entries)
    raise Refused(f"{type(value).__name__} has no place in deterministic CBOR")


def head(major, argument):
    for limit, short, form in ((24, None, ""), (2**8, 24, "B"), (2**16, 25, "H"), (2**32, 26, "I")):
        if argument < limit:
            first = argument if short is None else short
            return bytes([major << 5 | first]) + (struct.pack(">" + form, argument) if form else b"")
    return bytes([major << 5 | 27]) + struct.pack(">Q", argument)


def decode(data):
    try:
        value = cbor2.loads(data)
    except Exception as error:
        raise Refused(f"no CBOR: {error}") from error
    require(encode(value) == data, "the CBOR is not deterministic")
    return value


def fields(record, names, optional=()):
    require(isinstance(record, dict), "no map")
    require(record.get("version") == 1 and record["version"] is not True, "another version")
    missing = set(names) - set(record)
    unknown = set(record) - set(names) - set(optional)
    require(not missing and not unknown, f"fields missing {missing} or unknown {unknown}")
    return record


# --- Hashes and trees (RFC 6962) ----------------------------------------------------------------


def sha256(*parts):
    return hashlib.sha256(b"".join(parts)).digest()


def keccak256(data):
    return keccak.new(digest_bits=256, data=data).digest()


def leaf_hash(data):
    return sha256(b"\x00", data)


def node_hash(left, right):
    return sha256(b"\x01", left, right)


def tree_root(hashes):
    if not hashes:
        return sha256()
    if len(hashes) == 1:
        return hashes[0]
    half = 1 << (len(hashes) - 1).bit_length() - 1
    return node_hash(tree_root(hashes[:half]), tree_root(hashes[half:]))


def root_of_path(index, size, hash_, path):
    """The root that an audit path leads to, by the recursion of RFC 6962, 2.1.1."""
    require(0 <= index < size, "the tree has no such leaf")
    if size == 1:
        require(not path, "the path is too long")
        return hash_
    require(path, "the path is too short")
    half = 1 << (size - 1).bit_length() - 1
    if index < half:
        return node_hash(root_of_path(index, half, hash_, path[:-1]), path[-1])
    return node_hash(path[-1], root_of_path(index - half, size - half, hash_, path[:-1]))


def roots_of_consistency(from_size, to_size, path, known):
    """Both roots that a consistency proof leads to, by the recursion of RFC 6962, 2.1.2."""
    if from_size == to_size:
        if known is not None:
            require(not path, "the path is too long")
            return known, known
        require(len(path) == 1, "the path has another length")
        return path[0], path[0]
    require(path, "the path is too short")
    half = 1 << (to_size - 1).bit_length() - 1
    if from_size <= half:
        first, second = roots_of_consistency(from_size, half, path[:-1], known)
        return first, node_hash(second, path[-1])
    first, second = roots_of_consistency(from_size - half, to_size - half, path[:-1], None)
    return node_hash(path[-1], first), node_hash(path[-1], second)


# --- Signatures ---------------------------------------------------------------------------------


def open_cose(cose, domain, public_key):
    """The payload of a COSE_Sign1, checked by the cwt library; the exact form and low s by us."""
    require(cose[:1] == b"\xd2", "no tag 18")
    parts = decode(cose[1:])
    require(isinstance(parts, list) and len(parts) == 4, "no COSE_Sign1")
    require(parts[0] == b"\xa1\x01\x26" and parts[1] == {}, "other headers than ES256")
    signature = parts[3]
    require(len(signature) == 64, "the signature is not 64 bytes")
    require(int.from_bytes(signature[32:], "big") <= P256_ORDER // 2, "high s")
    key = cwt.COSEKey.new(
        {1: 2, -1: 1, 3: -7, 4: [2], -2: public_key[1:33], -3: public_key[33:65]}
    )
    try:
        return cwt.COSE.new().decode(cose, key, external_aad=domain.encode())
    except Exception as error:
        raise Refused(f"the signature in {domain} does not verify: {error}") from error


def payload_of(cose):
    require(cose[:1] == b"\xd2", "no tag 18")
    return decode(cose[1:])[2]


def canonical_base64(text):
    data = base64.b64decode(text, validate=True)
    require(base64.b64encode(data).decode() == text, "base64 that is not canonical")
    return data


def open_checkpoint(note, origin, note_key):
    match = re.fullmatch(
        r"([^\n]+)\n(0|[1-9][0-9]*)\n([^\n]+)\nmap ([^ \n]+) (0|[1-9][0-9]*)\n\n— ([^ \n]+) ([^ \n]+)\n", note
    )
    require(match, "no checkpoint with one signature")
    require(match[1] == origin == match[6], "the checkpoint of another log")
    signature = canonical_base64(match[7])
    require(signature[:4] == sha256(origin.encode(), b"\n\x01", note_key)[:4], "the key of another log")
    text = note[: note.index("\n\n") + 1]
    try:
        Ed25519PublicKey.from_public_bytes(note_key).verify(signature[4:], text.encode())
    except InvalidSignature as error:
        raise Refused("the checkpoint is not signed by its log") from error
    return {
        "size": int(match[2]),
        "root": canonical_base64(match[3]),
        "mapRoot": canonical_base64(match[4]),
        "mapSize": int(match[5]),
    }


def rlp_decode(data):
    """One item and the rest; canonical forms only."""
    first = data[0]
    if first < 0x80:
        return data[:1], data[1:]
    is_list = first >= 0xC0
    short = first - (0xC0 if is_list else 0x80)
    if short <= 55:
        start, length = 1, short
    else:
        start = 1 + short - 55
        length = int.from_bytes(data[1:start], "big")
        require(data[1] != 0 and length > 55, "RLP that is not canonical")
    body, rest = data[start : start + length], data[start + length :]
    require(len(body) == length, "RLP that ends early")
    if not is_list:
        require(not (length == 1 and body[0] < 0x80), "RLP that is not canonical")
        return body, rest
    items = []
    while body:
        item, body = rlp_decode(body)
        items.append(item)
    return items, rest


def rlp_encode(item):
    if isinstance(item, bytes):
        if len(item) == 1 and item[0] < 0x80:
            return item
        return rlp_head(0x80, len(item)) + item
    body = b"".join(map(rlp_encode, item))
    return rlp_head(0xC0, len(body)) + body


def rlp_head(base, length):
    if length <= 55:
        return bytes([base + length])
    size = length.to_bytes((length.bit_length() + 7) // 8, "big")
    return bytes([base + 55 + len(size)]) + size


def open_anchor(raw):
    require(raw[:1] == b"\x02", "no EIP-1559 transaction")
    items, rest = rlp_decode(raw[1:])
    require(not rest and isinstance(items, list) and len(items) == 12, "not twelve fields")
    chain_id, nonce, tip, fee, gas, to, value, data, access, parity, r, s = items
    for number in (chain_id, nonce, tip, fee, gas, value, parity, r, s):
        require(isinstance(number, bytes) and number[:1] != b"\x00", "a number with leading zeros")
    require(value == b"" and access == [] and parity in (b"", b"\x01") and len(to) == 20, "no anchor")
    require(0 < int.from_bytes(s, "big") <= SECP256K1_ORDER // 2, "high s")
    selector = keccak256(b"anchor(uint256,uint64,bytes32,bytes32,uint64,bytes32[])")[:4]
    require(data[:4] == selector and len(data) % 32 == 4, "no call of RecordLog.anchor")
    words = [data[start : start + 32] for start in range(4, len(data), 32)]
    require(len(words) >= 7, "the call is too short")
    number = lambda index: int.from_bytes(words[index], "big")
    require(number(5) == 192 and number(6) == len(words) - 7, "the call is not canonical")
    signature = r.rjust(32, b"\0") + s.rjust(32, b"\0") + (parity or b"\0")
    unsigned = keccak256(b"\x02" + rlp_encode(items[:9]))
    try:
        key = PublicKey.from_signature_and_message(signature, unsigned, hasher=None)
    except Exception as error:
        raise Refused(f"the signature is none: {error}") from error
    return {
        "chainId": int.from_bytes(chain_id, "big"),
        "to": to,
        "sender": keccak256(key.format(compressed=False)[1:])[12:],
        "hash": keccak256(raw),
        "logId": number(0),
        "size": number(1),
        "root": words[2],
        "mapRoot": words[3],
        "mapSize": number(4),
        "consistencyProof": words[7:],
    }


# --- Records ------------------------------------------------------------------------------------

IDENTITY = ("version", "chainId", "genesisHash", "registry")
HEADER = IDENTITY + tuple(
    "vehicle keyIndex ownerEpoch stream source sequence previousHash fromMs toMs count root catalogue nextByMs".split()
)
CERTIFICATE = IDENTITY + tuple("vehicle keyIndex publicKey source issuer".split())
TRUST = IDENTITY + ("recordLog", "members", "servers")


def read_header(payload):
    header = fields(decode(payload), HEADER, ("recentBlockHash",))
    require(0 < header["toMs"] - header["fromMs"] <= 60_000, "a window of more than a minute")
    require(header["nextByMs"] == 0 or header["nextByMs"] >= header["toMs"], "a promise before its end")
    require((header["sequence"] == 0) == (header["previousHash"] == ZERO_HASH), "a link that cannot be")
    require((header["count"] == 0) == (header["root"] == sha256()), "a root that cannot be")
    require(header["source"] in STANDING and 0 <= header["count"] <= 10_000, "a field out of range")
    return header


def key_stream(secret, length):
    return Cipher(algorithms.AES(secret), modes.CTR(bytes(16))).encryptor().update(bytes(length))


def reading_hash(reading, salt):
    return leaf_hash(salt + encode(reading))


def check_batch(wire):
    batch = decode(wire)
    require(isinstance(batch, dict) and set(batch) == {"header", "secret", "columns"}, "no batch")
    payload = payload_of(batch["header"])
    header = read_header(payload)
    leaves, previous_path = [], ""
    salts = key_stream(batch["secret"], 16 * header["count"])
    for path, offsets, values in batch["columns"]:
        require(previous_path < path and path.isascii(), "columns out of order")
        previous_path = path
        require(len(offsets) == len(values) > 0 and len({type(value) for value in values}) == 1, "a ragged column")
        require(all(left < right for left, right in zip(offsets, offsets[1:])), "times out of order")
        require(0 <= offsets[0] and offsets[-1] < header["toMs"] - header["fromMs"], "a time out of the window")
        for offset, value in zip(offsets, values):
            require(not isinstance(value, str) or unicodedata.is_normalized("NFC", value), "no NFC")
            index = len(leaves)
            require(index < header["count"], "more readings than stated")
            salt = salts[16 * index : 16 * index + 16]
            leaves.append(reading_hash([path, header["fromMs"] + offset, value], salt))
    require(len(leaves) == header["count"], "fewer readings than stated")
    require(tree_root(leaves) == header["root"], "another root than stated")
    return {"headerHash": sha256(payload), "root": header["root"], "count": header["count"]}


def read_trust(data):
    return fields(decode(data), TRUST)


# --- Proof files --------------------------------------------------------------------------------


def check_certificate(cose, trust):
    certificate = fields(decode(payload_of(cose)), CERTIFICATE)
    for name in ("chainId", "genesisHash", "registry"):
        require(certificate[name] == trust[name], "a certificate for another chain")
    members = [
        member
        for member in trust["members"]
        if member["account"] == certificate["issuer"] and {"manufacturer", "registrar"} & set(member["roles"])
    ]
    require(members, "the issuer is not among the trust anchors")
    for key in members[0]["certificateKeys"]:
        try:
            open_cose(cose, "datacar/certificate/1", key)
            return certificate
        except Refused:
            continue
    raise Refused("the certificate is not signed by its issuer")


def check_header(cose, certificate):
    payload = open_cose(cose, "datacar/batch/1", certificate["publicKey"])
    header = read_header(payload)
    for name in ("chainId", "genesisHash", "registry", "vehicle", "keyIndex"):
        require(header[name] == certificate[name], f"the certificate has another {name} than the header")
    stated = header["source"]
    require(stated == "import" or STANDING[stated] <= STANDING[certificate["source"]], "signed as more than certified")
    return header, sha256(payload)


def check_anchored(note, raw, trust):
    origin = note.split("\n", 1)[0]
    servers = [server for server in trust["servers"] if server["origin"] == origin]
    require(servers, "the log is not among the trust anchors")
    checkpoint = open_checkpoint(note, origin, servers[0]["noteKey"])
    anchor = open_anchor(raw)
    contract = "0x" + anchor["to"].hex()
    require(origin == f"datacar/{anchor['chainId']}/{contract}/{anchor['logId']}", "the anchor of another log")
    require(anchor["chainId"] == trust["chainId"] and anchor["to"] == trust["recordLog"], "the anchor of another chain")
    require(anchor["sender"] == servers[0]["anchorAccount"], "an anchor by another account")
    for name in ("size", "root", "mapRoot", "mapSize"):
        require(anchor[name] == checkpoint[name], f"the anchor has another {name} than the checkpoint")
    return checkpoint


def check_reading(shown, header):
    reading = shown["reading"]
    hash_ = reading_hash(reading, shown["salt"])
    path = shown.get("batchPath", shown.get("path"))
    require(root_of_path(shown["index"], header["count"], hash_, path) == header["root"], "the reading is not in the batch")
    require(header["fromMs"] <= reading[1] < header["toMs"], "the reading is not in the window")


def check_in_log(index, path, hash_, checkpoint):
    root = root_of_path(index, checkpoint["size"], leaf_hash(hash_), path)
    require(root == checkpoint["root"], "the header is not in the log")


READING_PROOF = "version kind reading salt index batchPath header certificate logIndex logPath checkpoint anchor".split()
PERIOD_PROOF = "version kind vehicle fromMs toMs certificates checkpoint anchor streams digest".split()


def check_proof(data, trust):
    proof = decode(data)
    require(isinstance(proof, dict), "no proof")
    if proof.get("kind") == "period":
        return check_period(fields(proof, PERIOD_PROOF), trust)
    fields(proof, READING_PROOF)
    require(proof["kind"] == "reading", "another kind")
    header, hash_ = check_header(proof["header"], check_certificate(proof["certificate"], trust))
    check_reading(proof, header)
    check_in_log(proof["logIndex"], proof["logPath"], hash_, check_anchored(proof["checkpoint"], proof["anchor"], trust))
    path, time_ms, value = proof["reading"]
    return {"path": path, "timeMs": time_ms, "value": value}


def check_period(proof, trust):
    content = {name: value for name, value in proof.items() if name != "digest"}
    require(proof["digest"] == sha256(encode(content)), "the file is damaged")
    checkpoint = check_anchored(proof["checkpoint"], proof["anchor"], trust)
    certificates = [check_certificate(cose, trust) for cose in proof["certificates"]]
    by_index = {certificate["keyIndex"]: certificate for certificate in certificates}
    require(list(by_index) == sorted(by_index) and len(by_index) == len(certificates), "certificates out of order")
    gaps, windows, used = [], [], set()
    for stream in proof["streams"]:
        headers = []
        for cose in stream["headers"]:
            key_index = decode(payload_of(cose))["keyIndex"]
            require(key_index in by_index, "no certificate for a header")
            used.add(key_index)
            headers.append(check_header(cose, by_index[key_index]))
        check_stream(stream, headers, proof["vehicle"], checkpoint)
        windows += [(header["fromMs"], header["toMs"]) for header, _ in headers]
        gaps += find_gaps(stream["mapEntry"], headers, proof)
    require(used == set(by_index), "a certificate that no header needs")
    period_ms = proof["toMs"] - proof["fromMs"]
    require(period_ms > 0, "an empty period")
    require(proof["streams"], "a proof of no stream")
    recorded = measure(windows, proof["fromMs"], proof["toMs"])
    return {"recordedPpm": recorded * 1_000_000 // period_ms, "gaps": gaps}


def check_stream(stream, headers, vehicle, checkpoint):
    entry = stream["mapEntry"]
    leaf = leaf_hash(encode([vehicle, stream["stream"], entry["sequence"], entry["headerHash"]]))
    root = root_of_path(entry["index"], checkpoint["mapSize"], leaf, entry["path"])
    require(root == checkpoint["mapRoot"], "the map entry is not in the map")
    order = [(header["sequence"], hash_) for header, hash_ in headers]
    require(order == sorted(set(order)), "headers out of order")
    inclusions = {inclusion["headerIndex"]: inclusion for inclusion in stream["inclusions"]}
    for position, (header, hash_) in enumerate(headers):
        require(header["vehicle"] == vehicle and header["stream"] == stream["stream"], "a header of another stream")
        following = headers[position + 1][0] if position + 1 < len(headers) else None
        if following and following["sequence"] == header["sequence"] + 1 and following["previousHash"] == hash_:
            continue
        if (header["sequence"], hash_) == (entry["sequence"], entry["headerHash"]):
            continue
        inclusion = inclusions.pop(position, None)
        require(inclusion is not None, "a header that is not shown to be in the log")
        check_in_log(inclusion["logIndex"], inclusion["logPath"], hash_, checkpoint)
    require(not inclusions, "an inclusion that nothing needs")
    for shown in stream["readings"]:
        check_reading(shown, headers[shown["headerIndex"]][0])


def find_gaps(entry, headers, proof):
    """The gaps of kind start, missing and tail; the full list is in docs/reference/formats.md."""
    if not headers:
        return [{"kind": "tail", "fromMs": proof["fromMs"], "toMs": proof["toMs"]}]
    shown = [header for header, _ in headers]
    gaps = []
    if shown[0]["sequence"] > 0 and shown[0]["fromMs"] > proof["fromMs"]:
        gaps.append({"kind": "start", "fromMs": proof["fromMs"], "toMs": shown[0]["fromMs"]})
    for left, right in zip(shown, shown[1:]):
        if right["sequence"] > left["sequence"] + 1:
            gaps.append({"kind": "missing", "fromMs": left["toMs"], "toMs": right["fromMs"]})
    if entry["sequence"] > shown[-1]["sequence"] and shown[-1]["toMs"] < proof["toMs"]:
        gaps.append({"kind": "tail", "fromMs": shown[-1]["toMs"], "toMs": proof["toMs"]})
    return gaps


def measure(windows, from_ms, to_ms):
    total, reached = 0, from_ms
    for start, end in sorted(windows):
        start, end = max(start, reached), min(end, to_ms)
        if start < end:
            total, reached = total + end - start, end
    return total


# --- Vectors ------------------------------------------------------------------------------------


def unhex(text):
    return bytes.fromhex(text[2:])


def same(vector, found):
    """Compares what was found with the fields of the vector that have the same names."""
    for name, value in found.items():
        if name in vector:
            stated = vector[name]
            plain = lambda item: "0x" + item.hex() if isinstance(item, bytes) else item
            shown = [plain(item) for item in value] if isinstance(value, list) else plain(value)
            require(shown == stated, f"{name} is {shown}, the vector says {stated}")


def check_leaf(vector):
    value = float(vector["value"]) if vector["kind"] == "float" else vector["value"]
    reading = [vector["path"], vector["timeMs"], value]
    index = vector["index"]
    salt = key_stream(unhex(vector["secret"]), 16 * index + 16)[16 * index :]
    same(vector, {"salt": salt, "cbor": encode(reading), "leafHash": reading_hash(reading, salt)})


def check_header_vector(vector):
    payload = open_cose(unhex(vector["cose"]), vector["domain"], unhex(vector["publicKey"]))
    header = read_header(payload)
    same(vector, {"headerHash": sha256(payload)})
    same(vector.get("header", {}), header)


def check_tree(vector):
    path = [unhex(item) for item in vector.get("path", [])]
    if vector["kind"] == "root":
        same(vector, {"root": tree_root([leaf_hash(unhex(leaf)) for leaf in vector["leaves"]])})
    elif vector["kind"] == "inclusion":
        same(vector, {"root": root_of_path(vector["index"], vector["size"], unhex(vector["leafHash"]), path)})
    else:
        sizes = vector["fromSize"], vector["toSize"]
        first, second = roots_of_consistency(*sizes, path, unhex(vector["fromRoot"]))
        same(vector, {"fromRoot": first, "toRoot": second})


def map_leaf(entry):
    return leaf_hash(
        encode([entry["vehicle"], unhex(entry["stream"]), entry["lastSequence"], unhex(entry["headerHash"])])
    )


def check_map(vector):
    if "entries" in vector:
        entries = sorted(vector["entries"], key=lambda entry: (entry["vehicle"], unhex(entry["stream"])))
        same(vector, {"root": tree_root([map_leaf(entry) for entry in entries])})
        return
    path = [unhex(item) for item in vector["path"]]
    leaf = map_leaf(vector["entry"])
    same(vector, {"leafHash": leaf, "root": root_of_path(vector["index"], vector["size"], leaf, path)})


CHECKS = {
    "leaf.json": check_leaf,
    "header.json": check_header_vector,
    "batch.json": lambda vector: same(vector, check_batch(unhex(vector["wire"]))),
    "tree.json": check_tree,
    "map.json": check_map,
    "checkpoint.json": lambda vector: same(
        vector, open_checkpoint(vector["note"], vector["origin"], unhex(vector["noteKey"]))
    ),
    "anchor.json": lambda vector: same(vector, open_anchor(unhex(vector["raw"]))),
    "trust.json": lambda vector: read_trust(unhex(vector["trust"])),
    "proof.json": lambda vector: same(
        vector, check_proof(unhex(vector["file"]), read_trust(unhex(vector["trust"])))
    ),
}


def check_vectors(folder):
    passed = failed = 0
    names = {file.name for file in folder.glob("*.json")}
    require(names == set(CHECKS), f"the vector files are {sorted(names)}")
    for name in sorted(names):
        for vector in json.loads((folder / name).read_text())["vectors"]:
            try:
                CHECKS[name](vector)
                why = None
            except REFUSALS as refusal:
                why = repr(refusal)
            if (why is None) == vector["valid"]:
                passed += 1
            else:
                failed += 1
                print(f"FAILED {name}: {vector['name']}: {why or 'was accepted'}")
    return passed, failed


def check_files(files, trust_file):
    passed = failed = 0
    trust = read_trust(trust_file.read_bytes())
    for file in files:
        try:
            print(f"PROVED {file}: {json.dumps(check_proof(file.read_bytes(), trust))}")
            passed += 1
        except REFUSALS as refusal:
            print(f"FAILED {file}: {refusal}")
            failed += 1
    return passed, failed


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("files", nargs="*", type=pathlib.Path, metavar="FILE")
    parser.add_argument("--trust", type=pathlib.Path, help="the trust anchors to hold the files against")
    arguments = parser.parse_args()
    if arguments.files and not arguments.trust:
        parser.error("files are held against trust anchors: give --trust FILE")
    if arguments.files:
        passed, failed = check_files(arguments.files, arguments.trust)
    else:
        passed, failed = check_vectors(pathlib.Path(__file__).resolve().parent.parent / "vectors")
    print(f"{passed} passed, {failed} failed")
    sys.exit(1 if failed or not passed else 0)


if __name__ == "__main__":
    main()
