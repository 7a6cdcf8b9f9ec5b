# SPDX-License-Identifier: Apache-2.0
"""What eth-account makes of the same words, keys and typed data, for scripts/testWallet.ts to compare with.

Reads a JSON object on stdin and prints one: accounts derived from words, keystores opened, keystores made, and typed
data signed.
"""

import json
import sys

from eth_account import Account

Account.enable_unaudited_hdwallet_features()


def derive(words, indexes):
    return [Account.from_mnemonic(words, account_path=f"m/44'/60'/0'/0/{index}").key.to_0x_hex() for index in indexes]


def open_keystore(keystore, passphrase):
    return "0x" + bytes(Account.decrypt(keystore, passphrase)).hex()


def make_keystore(key, passphrase, kdf):
    return Account.encrypt(key, passphrase, kdf=kdf)


def sign(key, typed_data):
    return Account.sign_typed_data(key, full_message=typed_data).signature.to_0x_hex()


def main():
    asked = json.load(sys.stdin)
    words = asked["words"]
    answer = {
        "keys": derive(words["text"], words["indexes"]),
        "opened": [open_keystore(**one) for one in asked["open"]],
        "made": [make_keystore(**one) for one in asked["make"]],
        "signatures": [sign(asked["signer"], one) for one in asked["sign"]],
    }
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
