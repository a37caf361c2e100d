package etcd_test

import (
	"errors"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"alur/store/kv/etcd"
)

// FuzzAddress holds that any text is an address or is none, that what is shown of one
// is the same place, and that a password never stands there.
func FuzzAddress(f *testing.F) {
	for _, text := range []string{
		"etcd://pc1,pc2:23790,192.168.1.7/toko", "etcd://[::1]:2379,::2,[::3]/a.b_c-d/e/", "etcd://a/toko?cacert=ca.pem&cert=c.pem&key=k.pem&user=sari&tls=1", "etcd://sari:r@a/toko",
		"etcd://a/toko?password=r", "etcd://a/toko?user=sari:r", "etcd://:2379/toko", "etcd://a:/toko", "etcd://a]:1/toko", "etcd://a:b c/toko", "etcd://,/toko", "etcd:///", "etcd://a\u202e\x1b[2J/toko", "etcd://a/%2e", "shop.db", "",
	} {
		f.Add(text, "")
		f.Add(text, "sari:rahasia")
	}
	f.Fuzz(func(t *testing.T, text, user string) {
		at, err := etcd.ParseAddress(text, func(name string) string {
			if name == "ETCDCTL_USER" {
				return user
			}
			return ""
		})
		if err != nil {
			if !errors.Is(err, etcd.ErrAddress) && !errors.Is(err, etcd.ErrSecret) {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		shown := at.String()
		again, err := etcd.ParseAddress(shown, func(string) string { return "" })
		if err != nil || !reflect.DeepEqual(again.Hosts, at.Hosts) || again.Shop != at.Shop {
			t.Errorf("%q is shown as %q, which is %+v, %v", text, shown, again, err)
		}
		if strings.ContainsFunc(shown, func(r rune) bool { return !unicode.IsPrint(r) }) || strings.Contains(shown, "@") {
			t.Errorf("%q is shown as %q", text, shown)
		}
	})
}
