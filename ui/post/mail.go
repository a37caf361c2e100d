package post

import (
	"context"
	"crypto/sha256"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"mime"
	"net"
	"net/smtp"
	"net/textproto"
	"strconv"
	"strings"
	"time"

	"alur/model"
)

// letterTo is one mail.
type letterTo struct{ to, key, subject, text string }

// implicitTLS is the port on which a mail server speaks TLS from the start.
const implicitTLS = "465"

// mail sends one mail. A password goes over TLS alone; the server says whether
// it speaks it. Roots say which servers are believed, nil those that this PC
// believes.
func mail(ctx context.Context, server, password string, roots *x509.CertPool, l letterTo) (string, error) {
	from, host, port, ok := model.SplitSMTP(server)
	if !ok {
		return "", model.MessageTrouble(model.TroubleAddress, "")
	}
	conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", net.JoinHostPort(host, port))
	if err != nil {
		return "", troubleOf(err)
	}
	defer func() { _ = conn.Close() }() // The mail server has answered, or nobody waits for it.
	if at, ok := ctx.Deadline(); ok {
		_ = conn.SetDeadline(at) // Without it the dialled time holds.
	}
	secure := &tls.Config{ServerName: host, RootCAs: roots, MinVersion: tls.VersionTLS12}
	if port == implicitTLS {
		conn = tls.Client(conn, secure)
	}
	c, err := smtp.NewClient(conn, host)
	if err != nil {
		return "", troubleOf(err)
	}
	if err := speak(c, secure, from, password, host, l); err != nil {
		var wire net.Error
		var untrusted *tls.CertificateVerificationError // Windows says why with an error of its network.
		if errors.As(err, &wire) && !errors.As(err, &untrusted) {
			return "", troubleOf(err)
		}
		said := err.Error()
		if answer := (*textproto.Error)(nil); errors.As(err, &answer) {
			said = strconv.Itoa(answer.Code) + " " + answer.Msg
		}
		return "", model.MessageTrouble(model.TroubleMail, said)
	}
	return host, nil
}

// speak has the talk of one mail with its server.
func speak(c *smtp.Client, secure *tls.Config, from, password, host string, l letterTo) error {
	if ok, _ := c.Extension("STARTTLS"); ok {
		if err := c.StartTLS(secure); err != nil {
			return err
		}
	}
	if _, safe := c.TLSConnectionState(); password != "" && !safe {
		return errors.New("it speaks no TLS, and the password goes over nothing else")
	}
	if password != "" {
		if err := c.Auth(smtp.PlainAuth("", from, password, host)); err != nil {
			return err
		}
	}
	if err := c.Mail(from); err != nil {
		return err
	}
	if err := c.Rcpt(l.to); err != nil {
		return err
	}
	w, err := c.Data()
	if err != nil {
		return err
	}
	if _, err := w.Write(l.bytes(from, time.Now())); err != nil {
		return err
	}
	if err := w.Close(); err != nil {
		return err
	}
	_ = c.Quit() // The server has taken the mail: how it says goodbye changes nothing.
	return nil
}

// bytes is the mail as it is sent. Its id is made of the key, so that the same
// one twice is known as the same.
func (l letterTo) bytes(from string, at time.Time) []byte {
	sum := sha256.Sum256([]byte(l.key))
	_, domain, _ := strings.Cut(from, "@")
	var b strings.Builder
	for _, h := range [][2]string{
		{"From", from}, {"To", l.to}, {"Subject", mime.QEncoding.Encode("utf-8", model.CleanText(l.subject))},
		{"Date", at.Format(time.RFC1123Z)}, {"Message-ID", "<" + hex.EncodeToString(sum[:16]) + "@" + domain + ">"},
		{"MIME-Version", "1.0"}, {"Content-Type", "text/plain; charset=utf-8"}, {"Content-Transfer-Encoding", "base64"},
	} {
		fmt.Fprintf(&b, "%s: %s\r\n", h[0], h[1])
	}
	b.WriteString("\r\n")
	const width = 76
	for text := base64.StdEncoding.EncodeToString([]byte(l.text + "\n")); text != ""; {
		n := min(width, len(text))
		b.WriteString(text[:n] + "\r\n")
		text = text[n:]
	}
	return []byte(b.String())
}
