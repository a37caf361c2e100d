package cli

import (
	"errors"
	"path/filepath"
	"strings"

	"alur/model"
	"alur/store/kv/etcd"
)

// storeURL is the etcd of this run: --store, else $ALUR_STORE where no file is
// named; empty where the shop is in a file.
func (a *app) storeURL() string {
	switch {
	case a.env.Caller != nil:
		return ""
	case a.global.store != "":
		return a.global.store
	case a.global.db != "":
		return ""
	}
	return a.env.Getenv("ALUR_STORE")
}

// address is where the shop is on an etcd; on is false where it is in a file.
func (a *app) address() (at etcd.Address, on bool, err error) {
	text := a.storeURL()
	if text == "" {
		return at, false, nil
	}
	if a.global.db != "" {
		return at, true, misuse(model.Say{
			EN: "The shop is in a file (--db) or on an etcd (--store), not in both.",
			ID: "Toko ada di berkas (--db) atau di etcd (--store), tidak di keduanya.",
		})
	}
	at, err = a.addressOf(text)
	return at, true, err
}

// addressOf reads an address of an etcd.
func (a *app) addressOf(text string) (etcd.Address, error) {
	at, err := etcd.ParseAddress(text, a.env.Getenv)
	switch {
	case errors.Is(err, etcd.ErrSecret):
		return at, fail(model.Say{
			EN: "An address is seen by others and takes no password. Put user and password into ETCDCTL_USER and ETCDCTL_PASSWORD, as for etcdctl.",
			ID: "Alamat bisa dilihat orang lain dan tidak boleh memuat sandi. Taruh pengguna dan sandi di ETCDCTL_USER dan ETCDCTL_PASSWORD, seperti untuk etcdctl.",
		})
	case err != nil:
		return at, fail(model.Say{
			EN: "An etcd is named as in etcd://host1,host2,host3/SHOP, with SHOP of letters, digits and . _ - /, and after it ?cacert=FILE&cert=FILE&key=FILE&user=NAME or nothing; not as %q.",
			ID: "Etcd disebut seperti etcd://host1,host2,host3/TOKO, dengan TOKO dari huruf, angka dan . _ - /, lalu ?cacert=BERKAS&cert=BERKAS&key=BERKAS&user=NAMA atau tidak sama sekali; bukan %q.",
		}, text)
	}
	at.Timeout = a.env.Patience
	if a.hurried && (at.Timeout == 0 || at.Timeout > hurry) {
		at.Timeout = hurry
	}
	return at, nil
}

// place is the database of this run as people name it.
func (a *app) place() string {
	if at, on, err := a.address(); on && err == nil {
		return at.String()
	}
	return a.dbPath()
}

// isPlaced reports whether there is something where the database of this run
// would be. An etcd is there; whether a shop is on it is seen when it is opened.
func (a *app) isPlaced() bool { return a.storeURL() != "" || isThere(a.dbPath()) }

// besides is a file that is not there, beside which lies what belongs to a shop
// on an etcd on this PC: its backups, the key of its server.
func (a *app) besides(url string) string {
	name := "shop"
	if at, err := etcd.ParseAddress(url, a.env.Getenv); err == nil {
		name = strings.ReplaceAll(at.Shop, "/", "-")
	}
	return filepath.Join(a.dataFolder(), "etcd-"+name+".db")
}

// inFile refuses what only a shop in a file needs.
func (a *app) inFile() error {
	if a.storeURL() == "" {
		return nil
	}
	return fail(model.Say{
		EN: "That is done to a shop in a file, and nothing was changed. From %[1]s to a file: alur copy %[1]s FILE; and from a file or a backup to a new name there: alur copy FILE etcd://HOST,HOST,HOST/NAME",
		ID: "Itu dilakukan pada toko di berkas, dan tidak ada yang berubah. Dari %[1]s ke berkas: alur copy %[1]s BERKAS; dan dari berkas atau cadangan ke nama baru di sana: alur copy BERKAS etcd://HOST,HOST,HOST/NAMA",
	}, a.place())
}
