"""Signatures of records (签名): a party signs the digest of a record with its own key (Ed25519, extra ``sign``).

What is signed is the canonical JSON of the record's digest and the party's id, so that a signature of one record, or
of one party, is none of another. A signature is a small file of its own: the record stays as it is, and each party can
sign on its own machine.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from pydantic import StringConstraints, ValidationError

from ecocomp.errors import Place, Problem, RecordError, RequestError, SigningError, problem
from ecocomp.record.canonical import canonical, read_canonical
from ecocomp.record.format1 import Part, Sha256
from ecocomp.record.record import Record
from ecocomp.settlement.coordinates import resolved
from ecocomp.small_file import regular_bytes

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

KIND = "ecocomp-signature"
MOST_BYTES = 20_000
LONGEST_SHOWN = 60
#: The first digits of the fingerprint of a key, by which two people compare it on the telephone.
FINGERPRINT = 32

Key = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]
Signed = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{128}$")]


class SignatureFile(Part):
    """A signature: the digest of the record, who signed, with which public key, and the signature itself, in hex."""

    kind: Literal["ecocomp-signature"]
    format: Literal[1]
    record: Sha256
    party: str
    public_key: Key
    signature: Signed


@dataclass(frozen=True, slots=True)
class Signature:
    """A signature that was looked at (签名): of which party, by which key.

    ``problem`` says what is wrong with it, None for a good one. ``known`` says whether the key is the one that was
    given as the party's: anyone can make a key and call it somebody's.
    """

    party: str
    fingerprint: str
    known: bool
    problem: Problem | None = None


def message(digest: str, party: str) -> bytes:
    """What a party signs."""
    return canonical({"format": 1, "kind": KIND, "party": party, "record": digest})


def sign(record: Record, party: str, key: str | os.PathLike[str], *, password: str | None = None) -> bytes:
    """The signature of a record by a party, by id or name, as the content of a file.

    ``key`` is the file of a private key (Ed25519, in PEM).
    The same record and key give the same bytes. The record should be verified before: a signature says that one stands
    by it. Raises SigningError for a file that is no such key, a wrong password, and a record whose digests do not fit;
    RequestError for no file, and for a party that is none of the agreement.
    """
    signer = party_of(record, party)
    if record.broken:
        raise SigningError(problem("record.sign_broken", Place(record.file)))
    need_cryptography()
    private = private_key(key, password)
    data = {
        "kind": KIND,
        "format": 1,
        "record": record.digest,
        "party": signer,
        "public_key": raw(private.public_key()).hex(),
        "signature": private.sign(message(record.digest, signer)).hex(),
    }
    return canonical(data)


def read_signature(
    path: str | os.PathLike[str], record: Record, keys: Mapping[str, str | os.PathLike[str]]
) -> Signature:
    """A signature file looked at: whether it is one of this record, and whether its key is that of the party.

    ``keys`` are the files of public keys (PEM) by party, by id or name. Raises RequestError and RecordError for what is
    no such file, RequestError for two keys of one party.
    """
    need_cryptography()
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    name = os.fspath(path)
    place = Place(name)
    content = regular_bytes(Path(name), name, MOST_BYTES, RecordError)
    read_canonical(content, name)
    try:
        said = SignatureFile.model_validate_json(content)
    except ValidationError:
        raise RecordError(problem("record.no_signature", place)) from None
    key = bytes.fromhex(said.public_key)
    found = None
    if said.record != record.digest:
        found = problem("record.signature_of_other", place, found=said.record)
    else:
        try:
            Ed25519PublicKey.from_public_bytes(key).verify(
                bytes.fromhex(said.signature), message(said.record, said.party)
            )
        except (InvalidSignature, ValueError):
            found = problem("record.signature_wrong", place)
    if found is None and said.party not in record.settlement.agreement.parties:
        found = problem("record.signature_party", place, found=said.party[:LONGEST_SHOWN])
    files = keys_of(record, keys)
    known = said.party in files
    if known and raw(public_key(files[said.party])) != key and found is None:
        found = problem("record.signature_key", place, key=os.fspath(files[said.party]))
    return Signature(said.party, fingerprint(key), known and found is None, found)


def keys_of(record: Record, keys: Mapping[str, str | os.PathLike[str]]) -> dict[str, str | os.PathLike[str]]:
    """Keys by the ids of their parties. RequestError where one party, by id and by name, has two."""
    found: dict[str, str | os.PathLike[str]] = {}
    for party, file in keys.items():
        signer = party_of(record, party)
        if signer in found and os.fspath(found[signer]) != os.fspath(file):
            first, second = os.fspath(found[signer]), os.fspath(file)
            raise RequestError(problem("record.key_twice", party=party, first=first, second=second))
        found[signer] = file
    return found


def party_of(record: Record, party: str) -> str:
    """The id of a party by id or name. RequestError for none of the agreement."""
    return resolved(record.settlement.agreement, "party", party)


def new_key(password: str | None = None) -> tuple[bytes, bytes]:
    """A new private key, encrypted if there is a password, and its public key; both in PEM."""
    need_cryptography()
    from cryptography.hazmat.primitives import serialization
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    private = Ed25519PrivateKey.generate()
    how: Any = serialization.BestAvailableEncryption(password.encode()) if password else serialization.NoEncryption()
    pem = serialization.Encoding.PEM
    return (
        private.private_bytes(pem, serialization.PrivateFormat.PKCS8, how),
        private.public_key().public_bytes(pem, serialization.PublicFormat.SubjectPublicKeyInfo),
    )


def fingerprint(key: bytes) -> str:
    """The first half of the SHA-256 of a public key, in groups of four digits.

    >>> fingerprint(bytes(32))
    '6668 7aad f862 bd77 6c8f c18b 8e9f 8e20'
    """
    digits = hashlib.sha256(key).hexdigest()[:FINGERPRINT]
    return " ".join(digits[at : at + 4] for at in range(0, FINGERPRINT, 4))


def raw(key: Ed25519PublicKey) -> bytes:
    """The 32 bytes of a public key."""
    return key.public_bytes_raw()


def private_key(path: str | os.PathLike[str], password: str | None) -> Ed25519PrivateKey:
    """The private key of a PEM file. SigningError for anything else, and for a wrong password or none."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    name = os.fspath(path)
    content = regular_bytes(Path(name), name, MOST_BYTES, SigningError)
    try:
        found = load_pem_private_key(content, password.encode() if password else None)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        raise SigningError(problem("record.no_private_key", Place(name))) from None
    if not isinstance(found, Ed25519PrivateKey):
        raise SigningError(problem("record.other_key", Place(name)))
    return found


def public_key(path: str | os.PathLike[str]) -> Ed25519PublicKey:
    """The public key of a PEM file. SigningError for anything else."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
    from cryptography.hazmat.primitives.serialization import load_pem_public_key

    name = os.fspath(path)
    content = regular_bytes(Path(name), name, MOST_BYTES, SigningError)
    try:
        found = load_pem_public_key(content)
    except (ValueError, UnsupportedAlgorithm):
        raise SigningError(problem("record.no_public_key", Place(name))) from None
    if not isinstance(found, Ed25519PublicKey):
        raise SigningError(problem("record.other_key", Place(name)))
    return found


def need_cryptography() -> None:
    """SigningError where the library of the extra is not installed."""
    if find_spec("cryptography") is None:
        raise SigningError(problem("record.needs_cryptography"))
