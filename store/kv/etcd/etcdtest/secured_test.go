package etcdtest

import (
	"context"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"errors"
	"math/big"
	"net"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"go.etcd.io/etcd/client/v3"

	"alur/store/kv"
	"alur/store/kv/etcd"
)

// office signs certificates.
type office struct {
	t      *testing.T
	folder string
	cert   *x509.Certificate
	key    *ecdsa.PrivateKey
}

func newOffice(t *testing.T) *office {
	t.Helper()
	o := &office{t: t, folder: t.TempDir()}
	o.cert, o.key = o.signs("ca", true)
	return o
}

// signs writes NAME.pem and NAME.key.
func (o *office) signs(name string, signer bool) (*x509.Certificate, *ecdsa.PrivateKey) {
	o.t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		o.t.Fatal(err)
	}
	cert := &x509.Certificate{
		SerialNumber: big.NewInt(time.Now().UnixNano()), Subject: pkix.Name{CommonName: name},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour),
		IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)}, KeyUsage: x509.KeyUsageDigitalSignature | x509.KeyUsageCertSign,
		ExtKeyUsage: []x509.ExtKeyUsage{x509.ExtKeyUsageServerAuth, x509.ExtKeyUsageClientAuth},
		IsCA:        signer, BasicConstraintsValid: true,
	}
	parent, by := o.cert, o.key
	if signer {
		parent, by = cert, key
	}
	der, err := x509.CreateCertificate(rand.Reader, cert, parent, &key.PublicKey, by)
	if err != nil {
		o.t.Fatal(err)
	}
	private, err := x509.MarshalECPrivateKey(key)
	if err != nil {
		o.t.Fatal(err)
	}
	for file, block := range map[string]*pem.Block{o.file(name + ".pem"): {Type: "CERTIFICATE", Bytes: der}, o.file(name + ".key"): {Type: "EC PRIVATE KEY", Bytes: private}} {
		if err := os.WriteFile(file, pem.EncodeToMemory(block), 0o600); err != nil {
			o.t.Fatal(err)
		}
	}
	return cert, key
}

func (o *office) file(name string) string { return filepath.Join(o.folder, name) }

// TestServersThatWantCertificates: who has one that was signed by theirs works,
// by parameters of the address or by variables, and nobody else.
func TestServersThatWantCertificates(t *testing.T) {
	ours, others := newOffice(t), newOffice(t)
	ours.signs("server", false)
	ours.signs("till", false)
	others.signs("till", false)
	c := made(t, 1)
	m := c.members[0]
	m.tls, m.set = true, url.Values{"cert": {ours.file("server.pem")}, "key": {ours.file("server.key")}, "ca": {ours.file("ca.pem")}}
	c.begin()
	with := func(ca, own *office) url.Values {
		return url.Values{"cacert": {ca.file("ca.pem")}, "cert": {own.file("till.pem")}, "key": {own.file("till.key")}}
	}
	p := c.pc(t, "--store", c.at("tls")+"?"+with(ours, ours).Encode())
	p.does([]string{"init", "--shop", "Toko Maju", "--owner", "Hendra"}, "etcd://")
	p.does(words("check"))
	p.does(words("doctor"), ", leads")
	byVariables := c.pc(t, "--store", c.at("tls"))
	for name, values := range with(ours, ours) {
		byVariables.env["ETCDCTL_"+map[string]string{"cacert": "CACERT", "cert": "CERT", "key": "KEY"}[name]] = values[0]
	}
	byVariables.does(words("info"), "Toko Maju")
	for what, wrong := range map[string]url.Values{
		"with a certificate of another office": with(ours, others), "at servers of another office": with(others, ours),
		"without a certificate": {"cacert": {ours.file("ca.pem")}}, "without TLS": nil,
	} {
		t.Log(what)
		c.pc(t, "--store", c.at("tls")+"?"+wrong.Encode()).fails(words("info"), "does not answer")
	}
}

// TestServersThatWantAUser: a user with the keys of a shop works on it, also once
// the servers have forgotten that they let them in; a wrong password and another
// shop are refused.
func TestServersThatWantAUser(t *testing.T) {
	c := start(t, 1)
	grant(t, c.plain(), "toko")
	p := c.pc(t, "--store", c.at("toko"))
	p.env["ETCDCTL_USER"] = "sari:rahasia"
	p.does([]string{"init", "--shop", "Toko Maju", "--owner", "Hendra"})
	p.does(words("person add Sari --role packer"))
	p.does(words("check"))
	p.does(words("doctor"), ", leads")
	for user, shop := range map[string]string{"sari:salah": "toko", "": "toko", "sari:rahasia": "lain"} {
		wrong := c.pc(t, "--store", c.at(shop))
		wrong.env["ETCDCTL_USER"] = user
		wrong.fails(words("info"), "refuses this user", "Nothing was changed")
		if _, out, _ := wrong.run(t.Context(), "doctor"); strings.Contains(out, "well") {
			t.Errorf("%q at %s may look at nothing, and the doctor says:\n%s", user, shop, out)
		}
	}

	at, err := etcd.ParseAddress(c.at("toko"), func(name string) string { return p.env[name] })
	if err != nil {
		t.Fatal(err)
	}
	db := opened(t, at)
	put(t, db, "Ca", "1")
	c.members[0].kill()
	c.members[0].run(t)
	open := func() error {
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		conn, err := (&net.Dialer{}).DialContext(ctx, "tcp", c.members[0].client)
		if err == nil {
			err = conn.Close()
		}
		return err
	}
	for until := time.Now().Add(30 * time.Second); open() != nil && time.Now().Before(until); {
		time.Sleep(20 * time.Millisecond) //nolint:forbidigo // It waits for what others do.
	}
	for n := range 3 {
		err := db.Update(t.Context(), func(tx kv.Tx) error { return tx.Put([]byte("Ca"), []byte{byte('2' + n)}) })
		if err != nil {
			t.Errorf("act %d after the servers have forgotten the user: %v", n, err)
		}
	}
	if v := get(t, db, "Ca"); v != "4" {
		t.Errorf("the last act is %q", v)
	}
}

// grant lets the user sari work on the keys of a shop, and nobody on others.
func grant(t *testing.T, c *clientv3.Client, shop string) {
	t.Helper()
	ctx := t.Context()
	_, err := c.UserAdd(ctx, "root", "root")
	_, err2 := c.UserGrantRole(ctx, "root", "root")
	_, err3 := c.RoleAdd(ctx, "shop")
	_, err4 := c.RoleGrantPermission(ctx, "shop", shop+":", clientv3.GetPrefixRangeEnd(shop+":"), clientv3.PermissionType(clientv3.PermReadWrite))
	_, err5 := c.UserAdd(ctx, "sari", "rahasia")
	_, err6 := c.UserGrantRole(ctx, "sari", "shop")
	_, err7 := c.AuthEnable(ctx)
	if err := errors.Join(err, err2, err3, err4, err5, err6, err7); err != nil {
		t.Fatal(err)
	}
}
