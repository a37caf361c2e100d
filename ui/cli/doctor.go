package cli

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/spf13/cobra"

	"alur/model"
	"alur/store/kv/etcd"
)

// When the doctor warns: long before it is too late.
const (
	quotaWarns  = 60 // Percent.
	behindWarns = 1000
	clockWarns  = 2 * time.Second
	roomWarns   = 1 << 30
)

func (a *app) doctorCmd() *cobra.Command {
	return a.command(about{
		use:   "doctor",
		short: model.Say{EN: "Is all well where the shop is kept? With what to do", ID: "Apakah semua baik di tempat toko disimpan? Beserta yang perlu dilakukan"},
		long: model.Say{
			EN: "How the place of the shop stands: of a file its size, the room on its disk and the last proven backup; of an etcd every server, how far one is behind, its size against the quota, the hosts that use it and their clocks. What needs somebody stands below, with what to do. Nothing in the shop is changed.",
			ID: "Keadaan tempat penyimpanan toko: untuk berkas, ukurannya, sisa ruang disk dan cadangan terakhir yang terbukti; untuk etcd, tiap server, seberapa jauh tertinggal, ukurannya terhadap kuota, host yang memakainya dan jamnya. Yang perlu ditangani ditulis di bawah, beserta caranya. Tidak ada isi toko yang diubah.",
		},
	}, wants(), func([]string) error {
		d := &doctor{app: a}
		at, on, err := a.address()
		switch {
		case err != nil:
			return err
		case on:
			err = d.servers(at)
		default:
			err = d.file()
		}
		if err == nil {
			err = d.shop()
		}
		return errors.Join(d.tell(err == nil), err)
	})
}

// doctor is what was found, and what to do about it.
type doctor struct {
	app   *app
	rows  [][]string
	warns []string
}

func (d *doctor) row(what model.Say, text string) {
	d.rows = append(d.rows, []string{d.app.say(what), text})
}

func (d *doctor) warn(what model.Say, args ...any) {
	d.warns = append(d.warns, d.app.say(what, args...))
}

// tell says what was found; where not all could be looked at, nothing is well.
func (d *doctor) tell(whole bool) error {
	if err := table(d.app.env.Stdout, d.rows); err != nil {
		return err
	}
	for _, w := range d.warns {
		if err := d.app.print("! %s", oneLine(model.CleanText(w))); err != nil {
			return err
		}
	}
	if len(d.warns) > 0 || !whole {
		return nil
	}
	return d.app.print("%s", d.app.say(model.Say{EN: "All is well.", ID: "Semua baik."}))
}

// file looks at a shop in a file.
func (d *doctor) file() error {
	path := d.app.dbPath()
	info, err := os.Stat(path)
	if errors.Is(err, os.ErrNotExist) {
		return noDatabase(path)
	}
	if err != nil {
		return err
	}
	d.row(model.Say{EN: "file", ID: "berkas"}, path)
	d.row(model.Say{EN: "size", ID: "ukuran"}, megabytes(info.Size()))
	if room := roomAt(filepath.Dir(path)); room > 0 {
		d.row(model.Say{EN: "room on the disk", ID: "sisa ruang disk"}, megabytes(room))
		if room < roomWarns || room < 2*info.Size() {
			d.warn(model.Say{
				EN: "The disk of %s has only %s left: make room, since a backup takes as much as the shop.",
				ID: "Disk tempat %s tinggal %s: kosongkan sebagian, karena satu cadangan memakan sebanyak tokonya.",
			}, path, megabytes(room))
		}
	}
	return nil
}

func megabytes(n int64) string {
	if n >= 1<<30 {
		return fmt.Sprintf("%.1f GiB", float64(n)/(1<<30))
	}
	return fmt.Sprintf("%.1f MiB", float64(n)/(1<<20))
}

// shop looks at the shop itself: its record and its backups.
func (d *doctor) shop() error {
	s, shop, err := d.app.past()
	if err != nil {
		return err
	}
	head, err := s.Head(d.app.ctx)
	if err != nil {
		return err
	}
	d.row(model.Say{EN: "record", ID: "catatan"}, head.String())
	rows, err := d.app.backupRows(s, shop)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r[0] == "" {
			d.warns = append(d.warns, r[1])
			continue
		}
		d.rows = append(d.rows, r)
	}
	return nil
}

// servers looks at an etcd.
func (d *doctor) servers(at etcd.Address) error {
	db, err := etcd.Late(at)
	if err != nil {
		return err
	}
	h, err := db.Health(d.app.ctx)
	if err = errors.Join(err, db.Close()); err != nil {
		return err
	}
	d.row(model.Say{EN: "etcd", ID: "etcd"}, at.String())
	for _, s := range h.Servers {
		d.server(s)
	}
	if !h.Majority() {
		return nil // Opening the shop says the rest.
	}
	if len(h.Servers) < 3 {
		d.warn(model.Say{
			EN: "%s has %d server: one that is lost takes the shop with it. Three on three machines go on without one, and name all of them.",
			ID: "%s punya %d server: satu yang hilang membawa serta tokonya. Tiga di tiga mesin tetap jalan tanpa satu, dan sebut semuanya.",
		}, at, len(h.Servers))
	}
	d.row(model.Say{EN: "revision", ID: "revisi"}, fmt.Sprint(h.Revision))
	lead := h.Lead
	if lead == "" {
		lead = d.app.say(model.Say{EN: "nobody: what is due happens when somebody works", ID: "tidak ada: yang jatuh waktu terjadi saat ada yang bekerja"})
	}
	d.row(model.Say{EN: "does what is due", ID: "menjalankan yang jatuh waktu"}, lead)
	for _, host := range h.Hosts {
		d.row(model.Say{EN: "host", ID: "host"}, fmt.Sprintf("%s %+.1f s", host.Name, host.Ahead.Seconds()))
		if host.Ahead.Abs() > clockWarns {
			d.warn(model.Say{
				EN: "The clock of %s is %.0f seconds away from that of this PC: let both set themselves by the network (NTP). Times in the record are those of the host that wrote.",
				ID: "Jam %s berbeda %.0f detik dari PC ini: atur keduanya otomatis lewat jaringan (NTP). Waktu di catatan adalah waktu host yang menulis.",
			}, host.Name, host.Ahead.Abs().Seconds())
		}
	}
	return nil
}

// server is one row, and what is wrong with it.
func (d *doctor) server(s etcd.Server) {
	if s.Err != nil {
		d.row(model.Say{EN: "server", ID: "server"}, s.Host+": "+d.app.say(model.Say{EN: "does not answer", ID: "tidak menjawab"}))
		d.warn(model.Say{
			EN: "%s does not answer. While more than half of the servers do, work goes on: start it again soon.",
			ID: "%s tidak menjawab. Selama lebih dari setengah server menjawab, pekerjaan tetap jalan: jalankan lagi segera.",
		}, s.Host)
		return
	}
	text := fmt.Sprintf("%s: etcd %s, %s", s.Host, s.Version, megabytes(s.Size))
	percent := int64(0)
	if s.Quota > 0 {
		percent = s.Size * 100 / s.Quota
		text += d.app.say(model.Say{EN: " of %s (%d %%)", ID: " dari %s (%d %%)"}, megabytes(s.Quota), percent)
	}
	if s.Lead {
		text += d.app.say(model.Say{EN: ", leads", ID: ", memimpin"})
	}
	text += d.app.say(model.Say{EN: ", %d behind", ID: ", tertinggal %d"}, s.Behind)
	d.row(model.Say{EN: "server", ID: "server"}, text)
	if percent >= quotaWarns {
		d.warn(model.Say{
			EN: "%s has used %d %% of its quota, and takes nothing more when that is full. %s of it are needed: etcdctl defrag frees the rest; else a larger --quota-backend-bytes (8 GiB at most), or alur archive.",
			ID: "%s memakai %d %% kuotanya, dan tidak menerima apa pun lagi bila penuh. Yang diperlukan %s: etcdctl defrag membebaskan sisanya; atau perbesar --quota-backend-bytes (paling banyak 8 GiB), atau alur archive.",
		}, s.Host, percent, megabytes(s.InUse))
	}
	if s.Behind >= behindWarns {
		d.warn(model.Say{
			EN: "%s is %d writes behind the others: look at its disk and its network.",
			ID: "%s tertinggal %d tulisan dari yang lain: periksa disk dan jaringannya.",
		}, s.Host, s.Behind)
	}
	for _, t := range s.Troubles {
		d.warn(model.Say{EN: "%s says: %s", ID: "%s berkata: %s"}, s.Host, t)
	}
}
