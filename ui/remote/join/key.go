package join

import (
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"

	"golang.org/x/crypto/ssh"

	"alur/model"
)

// stationKey is the key by which the shop knows this PC, made at its first use
// and kept where only this person reads it.
func stationKey(folder string) (ssh.Signer, error) {
	path := filepath.Join(folder, "station_ed25519")
	text, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		if err = makeKey(path); err == nil {
			text, err = os.ReadFile(path)
		}
	}
	if err != nil {
		return nil, fmt.Errorf("the key of this PC: %w", err)
	}
	key, err := ssh.ParsePrivateKey(text)
	if err != nil {
		return nil, &model.Refusal{Code: "bad_station_key", Why: model.Say{
			EN: "The key of this PC can't be read: %s. Take it away; alur join then makes a new one, and the owner lets this PC in once more.",
			ID: "Kunci PC ini tidak terbaca: %s. Singkirkan; alur join akan membuat yang baru, dan pemilik mengizinkan PC ini sekali lagi.",
		}, Args: []any{path}}
	}
	return key, nil
}

// makeKey makes a key where there is none. Of two programs that do so at once
// both get the same.
func makeKey(path string) error {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return err
	}
	block, err := ssh.MarshalPrivateKey(private, "alur")
	if err != nil {
		return err
	}
	mine := path + "." + rand.Text()
	if err := keep(mine, string(pem.EncodeToMemory(block))); err != nil {
		return err
	}
	defer func() { _ = os.Remove(mine) }()
	if err := os.Link(mine, path); err != nil && !errors.Is(err, fs.ErrExist) {
		return os.Rename(mine, path) // A disk that knows no links.
	}
	return nil
}
