package etcd

import (
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode"

	"go.etcd.io/etcd/client/v3"
	"google.golang.org/grpc"
)

// Scheme begins every address.
const Scheme = "etcd://"

const usualPort = "2379"

// The errors of ParseAddress.
var (
	// ErrAddress: it has not the form etcd://HOST,HOST,HOST/SHOP.
	ErrAddress = errors.New("not an address of an etcd")
	// ErrSecret: an address is seen by others and holds no password.
	ErrSecret = errors.New("a password in an address")
)

// Address says where a shop is on an etcd, and as whom to speak to it.
type Address struct {
	// Hosts are the servers, each with its port.
	Hosts []string
	// Shop is what all the keys of the shop begin with: letters, digits and
	// . _ - /.
	Shop string
	// TLS is true where the servers are spoken to over TLS; the files are the
	// certificate of who signed theirs, and what shows who asks.
	TLS               bool
	CACert, Cert, Key string
	User, Password    string
	// Timeout is how long a transaction waits for the servers; 0 is ten
	// seconds.
	Timeout time.Duration
	// History is how long what was stays readable, where this program leads; 0 is
	// ten minutes. It is looked after ten times as often.
	History time.Duration
}

// ParseAddress reads an address etcd://HOST,HOST,HOST/SHOP. How to speak to
// the servers is taken from its parameters cacert, cert, key, user and tls,
// else from the variables that etcdctl goes by; a password only from those.
func ParseAddress(text string, getenv func(string) string) (Address, error) {
	rest, ok := strings.CutPrefix(text, Scheme)
	if !ok {
		return Address{}, ErrAddress
	}
	rest, query, _ := strings.Cut(rest, "?")
	hosts, shop, _ := strings.Cut(rest, "/")
	if strings.Contains(hosts, "@") {
		return Address{}, ErrSecret
	}
	at := Address{Shop: strings.Trim(shop, "/")}
	if !isName(at.Shop) {
		return Address{}, fmt.Errorf("%w: the name of the shop", ErrAddress)
	}
	for _, host := range strings.Split(hosts, ",") {
		host, err := withPort(host)
		if err != nil {
			return Address{}, err
		}
		at.Hosts = append(at.Hosts, host)
	}
	params, err := url.ParseQuery(query)
	if err != nil {
		return Address{}, fmt.Errorf("%w: its parameters", ErrAddress)
	}
	for name := range params {
		switch name {
		case "cacert", "cert", "key", "user", "tls":
		case "password":
			return Address{}, ErrSecret
		default:
			return Address{}, fmt.Errorf("%w: %s", ErrAddress, name)
		}
	}
	return at.speaking(params, getenv)
}

// speaking fills in how to speak to the servers.
func (at Address) speaking(params url.Values, getenv func(string) string) (Address, error) {
	of := func(param, variable string) string {
		if v := params.Get(param); v != "" {
			return v
		}
		return getenv(variable)
	}
	at.CACert, at.Cert, at.Key = of("cacert", "ETCDCTL_CACERT"), of("cert", "ETCDCTL_CERT"), of("key", "ETCDCTL_KEY")
	user, password, both := strings.Cut(getenv("ETCDCTL_USER"), ":")
	if named := params.Get("user"); named != "" && named != user {
		if strings.Contains(named, ":") {
			return Address{}, ErrSecret
		}
		user, both = named, false
	}
	if !both {
		password = getenv("ETCDCTL_PASSWORD")
	}
	at.User, at.Password = user, password
	at.TLS = at.CACert != "" || at.Cert != "" || params.Get("tls") != "" && params.Get("tls") != "0"
	return at, nil
}

func isName(text string) bool {
	for _, r := range text {
		if (r < 'a' || r > 'z') && (r < 'A' || r > 'Z') && (r < '0' || r > '9') && !strings.ContainsRune("._-/", r) {
			return false
		}
	}
	return text != ""
}

// withPort is a server with the port it is called at.
func withPort(text string) (string, error) {
	host, port, err := net.SplitHostPort(text)
	switch {
	case err != nil:
		host, port = strings.TrimSuffix(strings.TrimPrefix(text, "["), "]"), usualPort
	case port == "":
		port = usualPort
	}
	strange := func(r rune) bool { return !unicode.IsPrint(r) || strings.ContainsRune(` /@#"[]\`, r) }
	_, err = strconv.ParseUint(port, 10, 16)
	ip := net.ParseIP(host) != nil
	if host == "" || err != nil || strings.ContainsFunc(host, strange) || strings.Contains(host, ":") && !ip {
		return "", fmt.Errorf("%w: a host", ErrAddress)
	}
	return net.JoinHostPort(host, port), nil
}

// String is the address for people, without who speaks.
func (at Address) String() string {
	hosts := make([]string, len(at.Hosts))
	for i, h := range at.Hosts {
		hosts[i] = strings.TrimSuffix(h, ":"+usualPort)
	}
	return Scheme + strings.Join(hosts, ",") + "/" + at.Shop
}

// prefix begins every key of the shop. No name of a shop holds its last sign,
// so that no shop's keys begin with those of another.
func (at Address) prefix() string { return at.Shop + ":" }

func (at Address) key(name string) string { return at.prefix() + name }

// config is that of the client.
func (at Address) config() (clientv3.Config, error) {
	scheme := "http://"
	if at.TLS {
		scheme = "https://"
	}
	c := clientv3.Config{
		Username: at.User, Password: at.Password, DialTimeout: at.Timeout,
		// A server may be asked so often, and no more.
		MaxUnaryRetries: 1, DialKeepAliveTime: 10 * time.Second, DialKeepAliveTimeout: 3 * time.Second,
		DialOptions: []grpc.DialOption{grpc.WithInitialWindowSize(aheadMost), grpc.WithInitialConnWindowSize(4 * aheadMost)},
	}
	for _, h := range at.Hosts {
		c.Endpoints = append(c.Endpoints, scheme+h)
	}
	if !at.TLS {
		return c, nil
	}
	c.TLS = &tls.Config{MinVersion: tls.VersionTLS12}
	if at.CACert != "" {
		pem, err := os.ReadFile(at.CACert)
		if err != nil {
			return c, fmt.Errorf("the certificate of who signs: %w", err)
		}
		c.TLS.RootCAs = x509.NewCertPool()
		if !c.TLS.RootCAs.AppendCertsFromPEM(pem) {
			return c, fmt.Errorf("%w: no certificate in %s", ErrAddress, at.CACert)
		}
	}
	if at.Cert != "" {
		own, err := tls.LoadX509KeyPair(at.Cert, at.Key)
		if err != nil {
			return c, fmt.Errorf("the certificate of who asks: %w", err)
		}
		c.TLS.Certificates = []tls.Certificate{own}
	}
	return c, nil
}
