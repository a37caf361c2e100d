package post

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"encoding/base64"
	"io"
	"math/big"
	"net"
	"net/textproto"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"alur/model"
)

// postOffice is a mail server as others run it: it takes mails from who signs
// in with the password, or from anybody where there is none.
type postOffice struct {
	password string
	mu       sync.Mutex
	mails    []postedMail
}

type postedMail struct {
	from, to, text string
	secure         bool
}

func (p *postOffice) NewSession(c *smtp.Conn) (smtp.Session, error) {
	_, secure := c.TLSConnectionState()
	return &postSession{office: p, mail: postedMail{secure: secure}}, nil
}

type postSession struct {
	office *postOffice
	known  bool
	mail   postedMail
}

func (s *postSession) AuthMechanisms() []string {
	if s.office.password == "" {
		return nil
	}
	return []string{sasl.Plain}
}

func (s *postSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, name, password string) error {
		if name != "shop@toko.example" || password != s.office.password {
			return smtp.ErrAuthFailed
		}
		s.known = true
		return nil
	}), nil
}

func (s *postSession) Mail(from string, _ *smtp.MailOptions) error {
	if s.office.password != "" && !s.known {
		return smtp.ErrAuthRequired
	}
	s.mail.from = from
	return nil
}

func (s *postSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if strings.HasPrefix(to, "nobody@") {
		return &smtp.SMTPError{Code: 550, EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "no such mailbox"}
	}
	s.mail.to = to
	return nil
}

func (s *postSession) Data(r io.Reader) error {
	text, err := io.ReadAll(r)
	s.mail.text = string(text)
	s.office.mu.Lock()
	defer s.office.mu.Unlock()
	s.office.mails = append(s.office.mails, s.mail)
	return err
}

func (s *postSession) Reset()        {}
func (s *postSession) Logout() error { return nil }

// open opens the office on a port of this PC.
func (p *postOffice) open(t *testing.T, secure *tls.Config) (port string) {
	t.Helper()
	server := smtp.NewServer(p)
	server.Domain, server.AllowInsecureAuth, server.TLSConfig = "mail.toko.example", true, secure
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	go func() { _ = server.Serve(l) }() // It ends when it is closed.
	t.Cleanup(func() { _ = server.Close() })
	_, port, _ = net.SplitHostPort(l.Addr().String())
	return port
}

// certificate is one for this PC, and who says that it is right.
func certificate(t *testing.T) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	c := &x509.Certificate{SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, IsCA: true, BasicConstraintsValid: true}
	der, err := x509.CreateCertificate(rand.Reader, c, c, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	if c, err = x509.ParseCertificate(der); err != nil {
		t.Fatal(err)
	}
	roots := x509.NewCertPool()
	roots.AddCert(c)
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}, roots
}

// TestMailGoesToARealServer has the whole talk with a mail server: with TLS and
// a password, and with neither. A password does not go without TLS; and what
// the server refuses is said in its words.
func TestMailGoesToARealServer(t *testing.T) {
	cert, roots := certificate(t)
	secure := &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}
	for _, c := range []struct {
		name     string
		office   *postOffice
		tls      *tls.Config
		roots    *x509.CertPool
		password string
		to       string
		wrong    string
	}{
		{name: "TLS and a password", office: &postOffice{password: "s3cret"}, tls: secure, roots: roots, password: "s3cret", to: "ana@example.com"},
		{name: "neither", to: "ana@example.com"},
		{name: "TLS without a password", tls: secure, roots: roots, to: "ana@example.com"},
		{name: "a password without TLS", office: &postOffice{password: "s3cret"}, password: "s3cret", to: "ana@example.com", wrong: "mail it speaks no TLS, and the password goes over nothing else"},
		{name: "a wrong password", office: &postOffice{password: "s3cret"}, tls: secure, roots: roots, password: "guess", to: "ana@example.com", wrong: "mail 535 5.7.8"},
		{name: "a server that nobody vouches for", office: &postOffice{password: "s3cret"}, tls: secure, password: "s3cret", to: "ana@example.com", wrong: "mail tls:"},
		{name: "no such mailbox", to: "nobody@example.com", wrong: "mail 550 5.1.1 no such mailbox"},
	} {
		t.Run(c.name, func(t *testing.T) {
			if c.office == nil {
				c.office = &postOffice{}
			}
			port := c.office.open(t, c.tls)
			ctx, done := context.WithTimeout(t.Context(), time.Minute)
			defer done()
			l := letterTo{to: c.to, key: "errand-1/tell/1", subject: "Pesanan é", text: "Halo.\n.\nSampai jumpa"}
			at, err := mail(ctx, "shop@toko.example@127.0.0.1:"+port, c.password, c.roots, l)
			if c.wrong != "" {
				if err == nil || !strings.HasPrefix(err.Error(), c.wrong) || len(c.office.mails) != 0 {
					t.Errorf("it ends with %v, and %d came", err, len(c.office.mails))
				}
				return
			}
			if err != nil || at != "127.0.0.1" || len(c.office.mails) != 1 {
				t.Fatalf("%d came, %q: %v", len(c.office.mails), at, err)
			}
			m := c.office.mails[0]
			_, body, _ := strings.Cut(m.text, "\r\n\r\n")
			text, err := base64.StdEncoding.DecodeString(strings.ReplaceAll(body, "\r\n", ""))
			if m.from != "shop@toko.example" || m.to != c.to || m.secure != (c.tls != nil) || err != nil || string(text) != l.text+"\n" {
				t.Errorf("came %+v: %q, %v", m, text, err)
			}
		})
	}
}

// TestAMailServerThatIsSlowIsTriedAgain: one that says nothing keeps nobody
// waiting.
func TestAMailServerThatIsSlowIsTriedAgain(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	ctx, done := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer done()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	if _, err := mail(ctx, "shop@toko.example@127.0.0.1:"+port, "", nil, letterTo{to: "ana@example.com"}); err == nil || err.Error() != model.TroubleSlow {
		t.Errorf("it ends with %v", err)
	}
}

// TestAMailThatWasTakenIsSent: a server that hangs up instead of saying goodbye
// has the mail, and is not sent it again.
func TestAMailThatWasTakenIsSent(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	go func() {
		conn, err := l.Accept()
		if err != nil {
			return
		}
		defer func() { _ = conn.Close() }()
		c := textproto.NewConn(conn)
		_ = c.PrintfLine("220 mail.toko.example")
		for range 3 { // EHLO, MAIL, RCPT.
			_, _ = c.ReadLine()
			_ = c.PrintfLine("250 fine")
		}
		_, _ = c.ReadLine()
		_ = c.PrintfLine("354 go on")
		_, _ = c.ReadDotBytes()
		_ = c.PrintfLine("250 taken")
	}()
	ctx, done := context.WithTimeout(t.Context(), time.Minute)
	defer done()
	_, port, _ := net.SplitHostPort(l.Addr().String())
	if at, err := mail(ctx, "shop@toko.example@127.0.0.1:"+port, "", nil, letterTo{to: "ana@example.com", text: "Halo"}); err != nil || at != "127.0.0.1" {
		t.Errorf("it went to %q: %v", at, err)
	}
}
