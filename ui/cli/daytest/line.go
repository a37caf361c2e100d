package daytest

import (
	"bytes"
	"crypto/ed25519"
	"crypto/rand"
	"encoding/pem"
	"errors"
	"net"
	"strings"

	"golang.org/x/crypto/ssh"
)

// Key is the key of a PC, as a file and as it is used.
type Key struct {
	File   []byte
	signer ssh.Signer
}

// NewKey makes one.
func NewKey() (Key, error) {
	_, private, err := ed25519.GenerateKey(rand.Reader)
	if err != nil {
		return Key{}, err
	}
	signer, err := ssh.NewSignerFromKey(private)
	if err != nil {
		return Key{}, err
	}
	block, err := ssh.MarshalPrivateKey(private, "alur")
	if err != nil {
		return Key{}, err
	}
	return Key{signer: signer, File: pem.EncodeToMemory(block)}, nil
}

// Public is the line by which a shop knows the PC.
func (k Key) Public() string {
	return strings.TrimSpace(string(ssh.MarshalAuthorizedKey(k.signer.PublicKey())))
}

// Calls greets the server at the other end of a wire, which is closed where that
// fails.
func (k Key) Calls(wire net.Conn) (*ssh.Client, error) {
	conn, channels, requests, err := ssh.NewClientConn(wire, wire.RemoteAddr().String(), &ssh.ClientConfig{
		User: "alur", Auth: []ssh.AuthMethod{ssh.PublicKeys(k.signer)}, HostKeyCallback: ssh.InsecureIgnoreHostKey(), //nolint:gosec // It is this PC.
	})
	if err != nil {
		_ = wire.Close()
		return nil, err
	}
	return ssh.NewClient(conn, channels, requests), nil
}

// Command runs a command over SSH; the PIN is the first line it reads. The error
// is what it said, or ErrNoAnswer.
func Command(c *ssh.Client, args ...string) (string, error) {
	sess, err := c.NewSession()
	if err != nil {
		return "", ErrNoAnswer
	}
	var out, talk bytes.Buffer
	sess.Stdin, sess.Stdout, sess.Stderr = strings.NewReader(PIN+"\n"), &out, &talk
	err = sess.Run("alur '" + strings.Join(args, "' '") + "'")
	var exit *ssh.ExitError
	switch {
	case err == nil:
		return out.String(), nil
	case errors.As(err, &exit):
		return "", errors.New(strings.TrimSpace(talk.String()))
	}
	return "", ErrNoAnswer // The line was cut.
}
