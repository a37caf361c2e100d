package model

// A scan that has to be equal to a field can't be recorded while that field
// is empty, and a step that demands it could never go on.

// filledMark is the mark of a field that surely holds something.
func filledMark(name string) string { return "= " + name }

// demandsScan reports whether a step can't go on before a field that it does
// not record itself is filled.
func demandsScan(s *Step, f Field) bool {
	return f.Equals != "" && !f.Optional && !hasField(s.Record, f.Equals)
}

// emptyScans faults scans that have to be equal to what may still be empty.
func (x *exploring) emptyScans(at stand, s *Step) {
	for _, f := range s.Record {
		path := stepPath(x.f.Index(s.ID), "record."+f.Name)
		bit := x.bits[filledMark(f.Equals)]
		_, known := x.f.fields[f.Equals]
		if !known || !demandsScan(s, f) || bit == 0 || at.filled&bit != 0 || !x.once(path) {
			continue
		}
		x.c.fault(path, Say{
			EN: "%s may still be empty here, and then no scan is equal to it: ask for it (without ?) at the start or in a step that every way to this one passes, or let the scan stay empty, %s: %s?",
			ID: "%s mungkin masih kosong di sini, dan tidak ada hasil pindai yang sama dengannya: tanyakan (tanpa ?) di awal atau di langkah yang dilewati semua jalan ke sini, atau biarkan hasil pindai kosong, %s: %s?",
		}, f.Equals, f.Name, f.TypeText())
	}
}
