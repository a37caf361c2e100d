package model

// braces warns of a {field} in a text that is shown as it is written: only a
// case's title is filled in, and somebody who knows that from there expects the
// order's number in a step, too.
func (x *exploring) braces() {
	for i := range x.f.Process.Steps {
		s := &x.f.Process.Steps[i]
		x.brace(stepPath(i, string(s.Kind)), s.Text)
		x.brace(stepPath(i, "how"), s.How)
		for n, line := range s.Check {
			x.brace(stepPath(i, "check["+itoa(n)+"]"), line.Text)
		}
	}
}

func (x *exploring) brace(path, text string) {
	for _, name := range titleFields(text) {
		if _, known := x.f.fields[name]; known {
			x.c.warn(path, Say{
				EN: "{%s} stays as it is written here: only the title of a case is filled in, and it stands above every step",
				ID: "{%s} tetap seperti tertulis di sini: hanya judul kasus yang diisi, dan judul itu tampil di atas setiap langkah",
			}, name)
			return
		}
	}
}
