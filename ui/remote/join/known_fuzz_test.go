package join

import (
	"bytes"
	"crypto/ed25519"
	"errors"
	"os"
	"slices"
	"strings"
	"testing"

	"golang.org/x/crypto/ssh"

	"alur/model"
)

// FuzzKnown holds that whatever stands in the file of known hosts, a host is known by
// one key, is met for the first time, or is refused; that who is remembered is known
// and no other key is; and that forgetting one leaves the others as they were.
func FuzzKnown(f *testing.F) {
	key := func(n byte) ssh.PublicKey {
		k, err := ssh.NewPublicKey(ed25519.PublicKey(bytes.Repeat([]byte{n}, ed25519.PublicKeySize)))
		if err != nil {
			f.Fatal(err)
		}
		return k
	}
	mine, other := key(1), key(2)
	for _, file := range []string{
		"", "toko:2222 " + keyLine(mine) + "\n", "toko:2222 " + keyLine(other) + "\r\n\r\ngudang:2222 " + keyLine(mine), "toko:2222", "toko:2222 \n toko:2222 x\n", "\xff\x00\n\n", "# toko:2222\ntoko:22222 x\n",
	} {
		f.Add([]byte(file), "toko:2222")
		f.Add([]byte(file), "[::1]:22")
	}
	folder := f.TempDir()
	f.Fuzz(func(t *testing.T, file []byte, host string) {
		if host == "" || strings.ContainsAny(host, " \r\n") {
			return // Nothing can be called so.
		}
		if err := os.WriteFile(knownFile(folder), file, 0o600); err != nil {
			t.Fatal(err)
		}
		before, err := knownLines(folder)
		if err != nil {
			t.Fatal(err)
		}
		var first *firstMeeting
		switch err := known(folder, host, mine); {
		case err == nil:
			if err := known(folder, host, other); err == nil || errors.As(err, &first) {
				t.Errorf("%q is known by two keys: %v", host, err)
			}
		case errors.As(err, &first):
			if err := remember(folder, host, mine); err != nil {
				t.Fatal(err)
			}
			if err := known(folder, host, mine); err != nil {
				t.Errorf("%q was remembered: %v", host, err)
			}
		default:
			if r := model.Refused(err); r == nil || r.Code != "other_key" {
				t.Errorf("%q: %v", host, err)
			}
		}
		if err := Forget(folder, host); err != nil {
			t.Errorf("%q is not forgotten: %v", host, err)
		}
		if err := known(folder, host, mine); !errors.As(err, &first) {
			t.Errorf("%q was forgotten: %v", host, err)
		}
		after, err := knownLines(folder)
		stays := slices.DeleteFunc(before, func(line string) bool { name, _, _ := strings.Cut(line, " "); return name == host })
		if err != nil || !slices.Equal(after, stays) {
			t.Errorf("without %q it holds %q, not %q: %v", host, after, stays, err)
		}
	})
}
