package etcd_test

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"testing"

	"alur/store/kv/etcd"
)

// TestOnARealEtcd runs the tests of the module beside, which has the servers:
// alur does not carry them.
func TestOnARealEtcd(t *testing.T) {
	if testing.Short() {
		t.Skip("takes a while")
	}
	files, err := filepath.Glob("etcdtest/*")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, f := range files {
		if _, err := os.ReadFile(f); err != nil { // So that it runs again when they change.
			t.Fatal(err)
		}
	}
	out, err := exec.CommandContext(t.Context(), "go", "-C", "etcdtest", "test", "-count=1", ".").CombinedOutput()
	if err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

func TestAddresses(t *testing.T) {
	env := func(pairs map[string]string) func(string) string {
		return func(name string) string { return pairs[name] }
	}
	for text, want := range map[string]struct {
		env map[string]string
		at  etcd.Address
		err error
	}{
		"etcd://a/toko":                      {at: etcd.Address{Hosts: []string{"a:2379"}, Shop: "toko"}},
		"etcd://a,b:2380,[::1]:9,[::2]/t/k":  {at: etcd.Address{Hosts: []string{"a:2379", "b:2380", "[::1]:9", "[::2]:2379"}, Shop: "t/k"}},
		"etcd://a/toko/?tls=1":               {at: etcd.Address{Hosts: []string{"a:2379"}, Shop: "toko", TLS: true}},
		"etcd://a/toko?cacert=ca.pem&user=u": {at: etcd.Address{Hosts: []string{"a:2379"}, Shop: "toko", TLS: true, CACert: "ca.pem", User: "u"}},
		"etcd://a/toko?cacert=mine": {
			env: map[string]string{"ETCDCTL_CACERT": "theirs", "ETCDCTL_CERT": "c", "ETCDCTL_KEY": "k", "ETCDCTL_USER": "sari:rahasia"},
			at:  etcd.Address{Hosts: []string{"a:2379"}, Shop: "toko", TLS: true, CACert: "mine", Cert: "c", Key: "k", User: "sari", Password: "rahasia"},
		},
		"etcd://a/toko?user=budi": {
			env: map[string]string{"ETCDCTL_USER": "sari:rahasia", "ETCDCTL_PASSWORD": "lain"},
			at:  etcd.Address{Hosts: []string{"a:2379"}, Shop: "toko", User: "budi", Password: "lain"},
		},
		"etcd://a":                       {err: etcd.ErrAddress},
		"etcd:///toko":                   {err: etcd.ErrAddress},
		"etcd://a,,b/toko":               {err: etcd.ErrAddress},
		"etcd://a/toko maju":             {err: etcd.ErrAddress},
		"etcd://a/toko:k":                {err: etcd.ErrAddress},
		"etcd://a/toko?colour=red":       {err: etcd.ErrAddress},
		"redis://a/toko":                 {err: etcd.ErrAddress},
		"etcd://sari:rahasia@a/toko":     {err: etcd.ErrSecret},
		"etcd://a/toko?password=rahasia": {err: etcd.ErrSecret},
		"etcd://a/toko?user=sari:r":      {err: etcd.ErrSecret},
	} {
		at, err := etcd.ParseAddress(text, env(want.env))
		if !errors.Is(err, want.err) || !reflect.DeepEqual(at, want.at) {
			t.Errorf("%s: %+v, %v", text, at, err)
		}
		if err != nil {
			continue
		}
		again, err := etcd.ParseAddress(at.String(), env(nil))
		if err != nil || !reflect.DeepEqual(again.Hosts, at.Hosts) || again.Shop != at.Shop {
			t.Errorf("%s is shown as %s, which is another: %v", text, at, err)
		}
	}
}
