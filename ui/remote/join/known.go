package join

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/crypto/ssh"

	"alur/model"
)

// firstMeeting says that a host is not known yet.
type firstMeeting struct {
	host string
	key  ssh.PublicKey
}

func (f *firstMeeting) Error() string { return "first meeting with " + f.host }

// knownFile has a host and its key on each line: "toko:2222 ssh-ed25519 AAAA".
func knownFile(folder string) string { return filepath.Join(folder, "known_hosts") }

// known compares the key of a host with that of the first meeting. The error is
// a *firstMeeting, or a *model.Refusal with the code "other_key".
func known(folder, host string, key ssh.PublicKey) error {
	lines, err := knownLines(folder)
	if err != nil {
		return err
	}
	for _, line := range lines {
		name, kept, _ := strings.Cut(line, " ")
		switch {
		case name != host:
		case kept == keyLine(key):
			return nil
		default:
			return &model.Refusal{Code: "other_key", Why: model.Say{
				EN: "STOP: %[1]s shows another key than at the first meeting. Either alur was set up anew there, or somebody else answers in its place. Nothing was sent, and the work in the shop is safe. Ask the owner whether alur serve on the shop's PC says %[2]s. Only then: alur join --forget %[1]s",
				ID: "BERHENTI: %[1]s menunjukkan kunci lain dari waktu pertama. Mungkin alur di sana dipasang ulang, mungkin pihak lain menjawab atas namanya. Tidak ada yang terkirim, dan pekerjaan di toko aman. Tanyakan pemilik apakah alur serve di PC toko menyebut %[2]s. Baru setelah itu: alur join --forget %[1]s",
			}, Args: []any{host, ssh.FingerprintSHA256(key)}}
		}
	}
	return &firstMeeting{host: host, key: key}
}

func keyLine(key ssh.PublicKey) string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(key)))
}

func knownLines(folder string) ([]string, error) {
	raw, err := os.ReadFile(knownFile(folder))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read the known hosts: %w", err)
	}
	return strings.FieldsFunc(string(raw), func(r rune) bool { return r == '\n' || r == '\r' }), nil
}

// remember keeps the key of a host.
func remember(folder, host string, key ssh.PublicKey) error {
	lines, err := knownLines(folder)
	if err != nil {
		return err
	}
	return keep(knownFile(folder), strings.Join(append(lines, host+" "+keyLine(key)), "\n")+"\n")
}

// Forget forgets the key of a host; the next meeting with it is the first. The
// error is a *model.Refusal where it is not known.
func Forget(folder, host string) error {
	lines, err := knownLines(folder)
	if err != nil {
		return err
	}
	var kept strings.Builder
	for _, line := range lines {
		if name, _, _ := strings.Cut(line, " "); name != host {
			kept.WriteString(line + "\n")
		}
	}
	if strings.Count(kept.String(), "\n") == len(lines) {
		return &model.Refusal{Code: "unknown_host", Why: model.Say{
			EN: "This PC knows no key of %s: there is nothing to forget.",
			ID: "PC ini tidak mengenal kunci %s: tidak ada yang perlu dilupakan.",
		}, Args: []any{host}}
	}
	return keep(knownFile(folder), kept.String())
}

// keep writes a file that only the person may read, whole or not at all.
func keep(path, text string) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		return err
	}
	f, err := os.CreateTemp(filepath.Dir(path), ".alur-*")
	if err != nil {
		return err
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = f.WriteString(text)
	if err = errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
