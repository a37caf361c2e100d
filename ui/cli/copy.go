package cli

import (
	"errors"
	"io/fs"
	"strings"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store"
	"alur/store/kv"
	"alur/store/kv/bolt"
	"alur/store/kv/etcd"
)

func (a *app) copyCmd() *cobra.Command {
	return a.command(about{
		use:   "copy FROM TO",
		short: model.Say{EN: "Move a shop between a file and an etcd, either way", ID: "Pindahkan toko antara berkas dan etcd, dua arah"},
		long: model.Say{
			EN: "Copy a shop between a file and an etcd, either way, while others work on; FROM and TO are a file or etcd://HOST,HOST,HOST/SHOP. The copy is proven as by alur check, and its head printed: it is that of FROM. One that was broken off goes on where it stopped, and is not opened before it is finished; where another shop is, nothing is touched. Afterwards let everybody use TO: the two know nothing of one another.",
			ID: "Salin toko antara berkas dan etcd, dua arah, sementara orang lain tetap bekerja; FROM dan TO adalah berkas atau etcd://HOST,HOST,HOST/TOKO. Salinan dibuktikan seperti oleh alur check, dan kepalanya dicetak: sama dengan milik FROM. Yang terputus dilanjutkan dari tempatnya berhenti, dan tidak dibuka sebelum selesai; bila ada toko lain, tidak ada yang disentuh. Setelah itu semua orang memakai TO: keduanya tidak saling mengenal.",
		},
		example: "alur copy shop.db etcd://host1,host2,host3/toko-maju\nalur copy etcd://host1,host2,host3/toko-maju shop-back.db",
	}, wants(
		model.Say{EN: "from where: a file or etcd://HOST,HOST,HOST/SHOP", ID: "dari mana: berkas atau etcd://HOST,HOST,HOST/TOKO"},
		model.Say{EN: "to where: a file or etcd://HOST,HOST,HOST/SHOP", ID: "ke mana: berkas atau etcd://HOST,HOST,HOST/TOKO"},
	), func(args []string) error {
		return a.copy(args[0], args[1])
	})
}

// copy brings a shop from one place to another.
func (a *app) copy(from, to string) error {
	if !isURL(from) && !isURL(to) && isThere(from) {
		switch same, err := sameFile(from, to); {
		case err != nil:
			return err
		case same:
			return fail(model.Say{EN: "%s is both. Name another file.", ID: "%s adalah keduanya. Sebut berkas lain."}, from)
		}
	}
	source, err := a.engineAt(from, false)
	if err != nil {
		return a.about(from, err)
	}
	s, err := a.use(source)
	if err != nil {
		return a.about(from, err)
	}
	target, err := a.engineAt(to, true)
	if err != nil {
		return a.about(to, err)
	}
	bar := a.newBar(1)
	head, err := s.Copy(a.ctx, target, bar.of)
	bar.end()
	err = errors.Join(err, target.Close())
	switch {
	case errors.Is(err, store.ErrNotFound):
		return noDatabase(a.placeOf(from))
	case errors.Is(err, store.ErrHalfCopied):
		return a.about(from, err)
	case err != nil:
		return a.about(to, err)
	}
	return a.print("%s  %s", a.placeOf(to), head)
}

func isURL(place string) bool { return strings.HasPrefix(place, etcd.Scheme) }

// placeOf is a place as people name it.
func (a *app) placeOf(place string) string {
	if at, err := etcd.ParseAddress(place, a.env.Getenv); isURL(place) && err == nil {
		return at.String()
	}
	return place
}

// about is an error about a place that is not the database of this run.
func (a *app) about(place string, err error) error {
	var known *problem
	if errors.As(err, &known) || model.Refused(err) != nil {
		return err
	}
	return fail(model.Say{EN: "%s", ID: "%s"}, a.sentenceAt(err, a.placeOf(place)))
}

// engineAt opens what is at a place, and makes a file that is not there where
// it is to be written.
func (a *app) engineAt(place string, create bool) (kv.Engine, error) {
	if isURL(place) {
		at, err := a.addressOf(place)
		if err != nil {
			return nil, err
		}
		db, err := etcd.Open(a.ctx, at)
		if err != nil {
			return nil, err
		}
		return db, nil
	}
	if isFolder(place) {
		return nil, fail(model.Say{EN: "%s is a folder, and a file is wanted.", ID: "%s adalah folder, padahal yang diminta berkas."}, place)
	}
	open := bolt.Open
	if create && !isThere(place) {
		open = bolt.Create
	}
	db, err := open(a.ctx, place, a.boltOptions())
	if errors.Is(err, fs.ErrNotExist) && !create {
		return nil, noDatabase(place)
	}
	if err != nil {
		return nil, err
	}
	return db, nil
}
