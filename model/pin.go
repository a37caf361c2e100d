package model

import (
	"crypto/subtle"
	"encoding/base64"
	"strings"

	"golang.org/x/crypto/argon2"
)

// The cost of a PIN: OWASP's second recommendation for argon2id, 19 MiB and
// two passes, which an old shop PC does in well under a second.
const (
	pinPasses  = 2
	pinMemory  = 19 * 1024
	pinThreads = 1
	pinLength  = 32
	pinForm    = "argon2id-19m-2"
)

// HashPIN hashes a PIN of 4 to 12 digits with a salt of at least 16 random
// bytes, by argon2id (RFC 9106). It refuses any other PIN.
func HashPIN(pin string, salt []byte) (string, error) {
	if len(pin) < 4 || len(pin) > 12 || strings.Trim(pin, "0123456789") != "" {
		return "", refuse("bad_pin", Say{
			EN: "A PIN is 4 to 12 digits.",
			ID: "PIN terdiri dari 4 sampai 12 angka.",
		})
	}
	enc := base64.RawStdEncoding
	key := argon2.IDKey([]byte(pin), salt, pinPasses, pinMemory, pinThreads, pinLength)
	return strings.Join([]string{pinForm, enc.EncodeToString(salt), enc.EncodeToString(key)}, "$"), nil
}

// CheckPIN reports whether a PIN fits a hash, in constant time. A hash of an
// unknown form fits nothing.
func CheckPIN(hash, pin string) bool {
	parts := strings.Split(hash, "$")
	if len(parts) != 3 || parts[0] != pinForm {
		return false
	}
	enc := base64.RawStdEncoding
	salt, err1 := enc.DecodeString(parts[1])
	want, err2 := enc.DecodeString(parts[2])
	if err1 != nil || err2 != nil {
		return false
	}
	got := argon2.IDKey([]byte(pin), salt, pinPasses, pinMemory, pinThreads, pinLength)
	return subtle.ConstantTimeCompare(got, want) == 1
}

// NoPIN refuses somebody who has no PIN where one is needed.
func NoPIN(p *Person) error {
	return refuse("pin_needed", Say{
		EN: "%s has no PIN yet, and on this PC one is needed. The owner sets it on the shop's PC: F10, People.",
		ID: "%s belum punya PIN, dan di PC ini PIN diperlukan. Pemilik mengaturnya di PC toko: F10, Orang.",
	}, p.Name)
}
