package export

import (
	"strconv"
	"time"

	"alur/model"
	"alur/store"
)

// about is what a workbook says of itself, on its second sheet.
type about struct {
	what      What
	shop      *model.Shop
	head      store.Head
	at        time.Time
	zone      *time.Location
	rows, cut int
}

// aboutLine is one line of it.
type aboutLine struct{ label, text string }

func (a about) lines(l model.Lang) []aboutLine {
	say := func(s model.Say, args ...any) string { return s.In(l, args...) }
	hash := a.head.String()[len(strconv.FormatUint(a.head.Seq, 10))+1:]
	lines := []aboutLine{
		{say(model.Say{EN: "Shop", ID: "Toko"}), a.shop.Settings.Name},
		{say(model.Say{EN: "Table", ID: "Tabel"}), string(a.what)},
		{say(model.Say{EN: "Rows", ID: "Baris"}), strconv.Itoa(a.rows)},
		{say(model.Say{EN: "Written", ID: "Ditulis"}), a.at.In(a.zone).Format(time.DateTime)},
		{say(model.Say{EN: "Times are those of", ID: "Waktu menurut zona"}), a.zone.String()},
		{say(model.Say{EN: "Record up to event", ID: "Catatan sampai kejadian"}), strconv.FormatUint(a.head.Seq, 10)},
		{say(model.Say{EN: "Hash of the record", ID: "Hash catatan"}), hash},
		{say(model.Say{EN: "To prove it", ID: "Untuk membuktikan"}), "alur audit verify --head " + a.head.String()},
	}
	if a.cut > 0 {
		lines = append(lines, aboutLine{say(model.Say{EN: "Cut", ID: "Terpotong"}), say(model.Say{
			EN: "Excel has no room for %d of the texts: they end with …, and are whole in the CSV.",
			ID: "Excel tidak muat untuk %d teks: teks itu berakhir dengan …, dan utuh di CSV.",
		}, a.cut)})
	}
	return lines
}
