package cli

import (
	"context"
	"errors"
	"io/fs"
	"strconv"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"alur/model"
	"alur/store"
)

// problem is a sentence for the person at the command line.
type problem struct {
	what  model.Say
	args  []any
	usage bool
}

// Error is the sentence in English.
func (p *problem) Error() string { return p.In(model.English) }

// In is the sentence in a language.
func (p *problem) In(l model.Lang) string { return p.what.In(l, p.args...) }

// fail is a problem that ends with status 1.
func fail(what model.Say, args ...any) error { return &problem{what: what, args: args} }

// misuse is a problem that ends with status 2.
func misuse(what model.Say, args ...any) error { return &problem{what: what, args: args, usage: true} }

func missing(path string, what model.Say, args ...any) error {
	return misuse(model.Say{
		EN: "%s: please say %s. Help: %[1]s --help",
		ID: "%s: mohon sebut %s. Bantuan: %[1]s --help",
	}, path, part{what, args})
}

// part is a piece of a sentence with arguments of its own.
type part struct {
	say  model.Say
	args []any
}

// In is the piece in a language.
func (p part) In(l model.Lang) string { return p.say.In(l, p.args...) }

func tooMany(cmd *cobra.Command, arg string) error {
	if cmd.Root().SilenceErrors {
		return misuse(model.Say{ // It came over SSH, which takes a pair of quotes away.
			EN: "%s does not know what to do with %q. Over SSH a text with spaces goes into two sorts of quotes: ssh HOST \"alur ... 'two words'\". Help: %[1]s --help",
			ID: "%s tidak tahu harus apa dengan %q. Lewat SSH teks dengan spasi ditulis dalam dua macam tanda kutip: ssh HOST \"alur ... 'dua kata'\". Bantuan: %[1]s --help",
		}, cmd.CommandPath(), arg)
	}
	return misuse(model.Say{
		EN: "%s does not know what to do with %q. A text with spaces goes into quotes. Help: %[1]s --help",
		ID: "%s tidak tahu harus apa dengan %q. Teks dengan spasi ditulis di antara tanda kutip. Bantuan: %[1]s --help",
	}, cmd.CommandPath(), arg)
}

func unknownCommand(cmd *cobra.Command, word string) error {
	var known []string
	for _, sub := range cmd.Commands() {
		if !sub.Hidden {
			known = append(known, sub.Name())
		}
	}
	near := within(cmd.Root(), word)
	if len(near) == 0 {
		near = nearest(word, known)
	}
	if len(near) > 0 {
		return misuse(model.Say{
			EN: "There is no command %q. Did you mean: %s?",
			ID: "Tidak ada perintah %q. Maksudnya: %s?",
		}, word, strings.Join(near, ", "))
	}
	return misuse(model.Say{
		EN: "There is no command %q. %s --help lists them all.",
		ID: "Tidak ada perintah %q. %s --help menampilkan semuanya.",
	}, word, cmd.CommandPath())
}

// within are the commands of that very name inside others, as one types them:
// process compare.
func within(cmd *cobra.Command, word string) []string {
	var paths []string
	for _, sub := range cmd.Commands() {
		for _, c := range sub.Commands() {
			if !sub.Hidden && !c.Hidden && c.Name() == word {
				paths = append(paths, sub.Name()+" "+c.Name())
			}
		}
	}
	return paths[:min(len(paths), 3)]
}

// flagProblem puts what is wrong with a flag in our words. A value that
// can't be read is a refusal; anything else is a misuse.
func flagProblem(err error) error {
	var unknown *pflag.NotExistError
	var needs *pflag.ValueRequiredError
	var bad *pflag.InvalidValueError
	switch {
	case errors.As(err, &unknown):
		name := unknown.GetSpecifiedName()
		dashes := "--"
		if len(name) == 1 {
			dashes = "-"
		}
		return misuse(model.Say{
			EN: "There is no flag %s. Add --help to see the flags of this command.",
			ID: "Tidak ada opsi %s. Tambahkan --help untuk melihat opsi perintah ini.",
		}, dashes+name)
	case errors.As(err, &needs):
		return misuse(model.Say{
			EN: "--%s needs a value after it.",
			ID: "--%s butuh nilai sesudahnya.",
		}, needs.GetSpecifiedName())
	case errors.As(err, &bad):
		return fail(model.Say{
			EN: "--%s can't be %q.",
			ID: "--%s tidak bisa %q.",
		}, bad.GetFlag().Name, bad.GetValue())
	case errors.Is(err, pflag.ErrHelp):
		return err
	}
	return misuse(model.Say{EN: "This can't be read: %s.", ID: "Ini tidak bisa dibaca: %s."}, err.Error())
}

func isUsage(err error) bool {
	var p *problem
	var elsewhere endedWith
	return errors.As(err, &p) && p.usage || errors.As(err, &elsewhere) && elsewhere == statusUsage
}

// endedWith is a command elsewhere that has said itself why it was not done.
type endedWith int

func (e endedWith) Error() string { return "ended with " + strconv.Itoa(int(e)) }

// tell says on standard error, in one line, why a command was not done; in a
// terminal that line is folded between its words.
func (a *app) tell(err error) {
	var elsewhere endedWith
	if !errors.As(err, &elsewhere) {
		a.mutter(folded(model.CleanText(oneLine(a.wayBack(err))), a.talkWidth()) + "\n")
	}
}

func oneLine(text string) string { return strings.Join(strings.Fields(text), " ") }

// sentence is an error for the person: what happened and the way out.
func (a *app) sentence(err error) string { return a.sentenceAt(err, a.place()) }

// sentenceAt is an error about the database at a path.
func (a *app) sentenceAt(err error, path string) string {
	var p *problem
	if errors.As(err, &p) {
		return p.In(a.lang)
	}
	if r := model.Refused(err); r != nil {
		return r.In(a.lang)
	}
	switch {
	case errors.Is(err, context.Canceled):
		return a.say(model.Say{EN: "Stopped.", ID: "Dihentikan."})
	case errors.Is(err, fs.ErrNotExist) && strings.Contains(err.Error(), path):
		return a.sentence(noDatabase(path))
	}
	if say, at, ok := fileTrouble(err); ok {
		return a.say(say, at)
	}
	if words, ok := store.Words(err, path); ok {
		return words.In(a.lang)
	}
	return a.say(model.Say{EN: "That did not work: %v.", ID: "Tidak berhasil: %v."}, err)
}

func noDatabase(path string) error {
	return fail(model.Say{
		EN: "There is no shop at %s yet. Begin one with: alur init --shop NAME --owner NAME, or look round with: alur demo",
		ID: "Belum ada toko di %s. Mulai dengan: alur init --shop NAMA --owner NAMA, atau lihat-lihat dengan: alur demo",
	}, path)
}
