"""Makes test/fixtures/files: files as HR departments have them, and expected.json with the right value of every cell.

Run from the root of the repository with Python 3, openpyxl, and LibreOffice (soffice) on the path:
    python3 test/support/files/corpus/make.py
With `--only-more`, the files of make_more are added to those that are there. Fictional people only.
"""
import csv, io, json, os, shutil, subprocess, sys
import openpyxl
from openpyxl.styles import Font
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

OUT = 'test/fixtures/files'
HEAD = ['Företagsnr', 'Företag', 'Anställningsnr', 'Förnamn', 'Efternamn', 'E-post Visma Connect', 'Anställd från']
COLUMNS = ['companyNumber', 'company', 'number', 'givenName', 'familyName', 'email', 'startsOn']
PEOPLE = [
    ['0100', 'Åkes Bygg AB', '002837', 'Björn', 'Åkesson', 'bjorn.akesson@akes.example', '2024-01-15'],
    ['0100', 'Åkes Bygg AB', '002838', 'Åsa', 'Öberg', 'asa.oberg@akes.example', '2023-08-01'],
    ['0100', 'Åkes Bygg AB', '002839', 'Märta', 'Älg', 'marta.alg@akes.example', '2019-03-31'],
    ['0100', 'Åkes Bygg AB', '002840', 'Örjan', 'Sjöström', 'orjan.sjostrom@akes.example', ''],
    ['0200', 'Södra Vården', '000012', 'André', 'Lindén', 'andre.linden@sodra.example', '2020-12-01'],
    ['0200', 'Södra Vården', '000013', 'Émilie', 'Ek', 'emilie.ek@sodra.example', '2021-02-28'],
    ['0200', 'Södra Vården', '000014', 'Anna-Lena', 'Von Ä', '', '2022-06-06'],
    ['0200', 'Södra Vården', '000015', 'Ulla', 'Sträng', 'ulla.strang@sodra.example', '2018-09-17'],
]
expected = {}


def rows_of(people, **other):
    return [dict({k: v for k, v in zip(COLUMNS, p) if v}, **other) for p in people]


def text(rows, delimiter, end='\r\n', quoting=csv.QUOTE_MINIMAL):
    out = io.StringIO()
    csv.writer(out, delimiter=delimiter, lineterminator=end, quoting=quoting).writerows(rows)
    return out.getvalue()


def stripped(row):
    while row and row[-1] == '':
        row = row[:-1]
    return row


def plain(d):
    return text([HEAD] + PEOPLE, d)


def short(d):
    return text([HEAD] + [stripped(p) for p in PEOPLE], d)


def trailing(d):
    return text([HEAD + ['', '']] + [p + ['', '', ''] for p in PEOPLE], d)


def titles(d):
    top = [['Personallista för Åkes Bygg'], ['Utskriven', '2026-08-29'], [], ['', '', '']]
    return text(top + [HEAD] + PEOPLE, d)


def multiline(d):
    head = ['Företags-\nnr', 'Företag', 'Anställnings-\r\nnr', 'För\nnamn', 'Efter\nnamn', 'E-post\nVisma Connect', 'Anställd\nfrån']
    return text([head] + PEOPLE, d, quoting=csv.QUOTE_ALL)


def sep(d):
    return f'sep={d}\r\n' + plain(d)


def wide(d):
    extra = [f'Fält {i}' for i in range(250)]
    return text([HEAD + extra] + [p + ['x' * (2000 if i == 1 else 1)] + [''] * 249 for i, p in enumerate(PEOPLE)], d)


def formulas(d):
    lines = [d.join(HEAD)]
    for p in PEOPLE:
        cells = list(p)
        cells[0], cells[2], cells[4] = f'="{p[0]}"', f'="{p[2]}"', f'"{p[4]}"'
        lines.append(d.join(cells))
    return '\r\n'.join(lines) + '\r\n'


def blanks(d):
    rows = [HEAD]
    for p in PEOPLE:
        rows += [p, [], [''] * 7]
    return '\r\n\r\n' + text(rows, d)


def headerless(d):
    return text(PEOPLE, d)


def pushed(d):
    return text([['', ''] + HEAD] + [['', ''] + p for p in PEOPLE], d)


def line_ends(d):
    lines = [d.join(row) for row in [HEAD] + PEOPLE]
    return ''.join(line + end for line, end in zip(lines, ['\r\n', '\n', '\r'] * 3))


def quoted(d):
    return text([HEAD] + PEOPLE, d, quoting=csv.QUOTE_ALL)


DAMAGE = [plain, short, trailing, titles, multiline, sep, wide, formulas, blanks, headerless, pushed, line_ends, quoted]


def twice(t):
    return ''.join(chr(b) if b in (0x81, 0x8D, 0x8F, 0x90, 0x9D) else bytes([b]).decode('cp1252') for b in t.encode('utf-8')).encode('utf-8')


def stray(t):
    lines = t.split('\n')
    return b'\n'.join(l.encode('cp1252' if 'Sjöström' in l or 'Lindén' in l else 'utf-8') for l in lines)


ENCODINGS = {
    'utf8': lambda t: t.encode('utf-8'),
    'utf8-bom': lambda t: t.encode('utf-8-sig'),
    'windows1252': lambda t: t.encode('cp1252'),
    'macroman': lambda t: t.encode('mac_roman'),
    'ibm437': lambda t: t.encode('cp437'),
    'ibm850': lambda t: t.encode('cp850'),
    'utf16le-bom': lambda t: b'\xff\xfe' + t.encode('utf-16-le'),
    'utf16le': lambda t: t.encode('utf-16-le'),
    'utf16be': lambda t: t.encode('utf-16-be'),
    'twice': twice,
    'stray': stray,
}
DELIMITERS = {'semicolon': ';', 'tab': '\t', 'comma': ',', 'bar': '|'}


def write(name, data, rows):
    path = os.path.join(OUT, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, 'wb') as f:
        f.write(data)
    expected[name] = rows


def make_texts():
    turn = 0
    for encoding, encode in ENCODINGS.items():
        for damage in DAMAGE:
            for _ in range(2):
                name, d = list(DELIMITERS.items())[turn % 4]
                turn += 1
                # A line end within a header would be a stray line of its own; and Mac files end lines with CR.
                t = damage(d)
                if encoding == 'macroman' and damage in (plain, short, titles, wide):
                    t = t.replace('\r\n', '\r')
                write(f'text/{damage.__name__}-{name}-{encoding}.csv', encode(t), rows_of(PEOPLE))


def book(change=None, numbers=False):
    wb = openpyxl.Workbook()
    ws = wb.active
    ws.append(HEAD)
    for p in PEOPLE:
        ws.append([None if c == '' else c for c in p])
    if numbers:
        for row in ws.iter_rows(min_row=2):
            row[0].value, row[0].number_format = int(row[0].value), '0000'
            row[2].value, row[2].number_format = int(row[2].value), '000000'
    if change:
        change(wb, ws)
    return wb


def hidden(wb, ws):
    ws.row_dimensions[3].hidden = True
    ws.column_dimensions['B'].hidden = True


def dates(wb, ws):
    import datetime
    for row in ws.iter_rows(min_row=2):
        if row[6].value:
            row[6].value = datetime.datetime.fromisoformat(row[6].value)
            row[6].number_format = 'yyyy-mm-dd'


def dates1904(wb, ws):
    from openpyxl.utils.datetime import CALENDAR_MAC_1904
    wb.epoch = CALENDAR_MAC_1904
    dates(wb, ws)


def merged(wb, ws):
    ws.insert_rows(1, 2)
    ws['A1'] = 'Personallista'
    ws.merge_cells('A1:G1')


def rich(wb, ws):
    for row in ws.iter_rows(min_row=2):
        row[3].value = CellRichText(TextBlock(InlineFont(b=True), row[3].value[:1]), row[3].value[1:])
        if row[5].value:
            row[5].hyperlink = 'mailto:' + row[5].value
        row[4].font = Font(italic=True)


def second(wb, ws):
    cover = wb.create_sheet('Omslag', 0)
    cover['A1'] = 'Se nästa blad'


def moved(wb, ws):
    ws.insert_cols(1, 3)
    ws.insert_rows(1, 4)


def no_header(wb, ws):
    ws.delete_rows(1)


BOOKS = {'plain': None, 'hidden': hidden, 'dates': dates, 'dates1904': dates1904, 'merged': merged, 'rich': rich,
         'second': second, 'moved': moved, 'headerless': no_header}


def make_books():
    os.makedirs(os.path.join(OUT, 'books'), exist_ok=True)
    for name, change in BOOKS.items():
        for numbers in (False, True):
            path = f'books/{name}{"-numbers" if numbers else ""}-openpyxl.xlsx'
            book(change, numbers).save(os.path.join(OUT, path))
            expected[path] = rows_of(PEOPLE)


def deep(d):
    top = [[f'Avdelning {i}', 'kontakt hr@akes.example'] for i in range(1, 15)]
    return text(top + [HEAD] + PEOPLE, d)


def two_rows(d):
    groups = ['Företag', '', 'Anställnings-', 'Person', '', 'E-post', 'Anställd']
    names = ['nr', 'namn', 'nr', 'Förnamn', 'Efternamn', 'Visma Connect', 'från']
    return text([groups, names] + PEOPLE, d)


def groups(d):
    return text([['Arbetsgivare', '', 'Person', '', '', '', ''], HEAD] + PEOPLE, d)


def read_as(t, was, taken):
    # What these encodings leave open becomes a control character, as in browsers.
    table = [bytes([b]).decode(taken, 'replace') for b in range(256)]
    return ''.join(chr(b) if table[b] == '\ufffd' else table[b] for b in t.encode(was))


MISREAD = [('utf-8', 'cp1252'), ('utf-8', 'mac_roman'), ('utf-8', 'cp850'), ('cp1252', 'cp850'), ('cp1252', 'cp437'),
           ('cp1252', 'mac_roman'), ('mac_roman', 'cp1252'), ('cp437', 'cp1252'), ('cp850', 'cp1252'), ('mac_roman', 'cp850')]


def misread_book(was, taken):
    def change(wb, ws):
        for row in ws.iter_rows():
            for cell in row:
                cell.value = cell.value and read_as(cell.value, was, taken)
    return change


def hidden_first(wb, ws):
    old = wb.create_sheet('Gamla', 0)
    old.append(HEAD)
    old.append(['0100', 'Åkes Bygg AB', '009999', 'Gammal', 'Lista', 'gammal.lista@akes.example', None])
    old.sheet_state = 'hidden'
    wb.active = 1


def deep_book(wb, ws):
    ws.insert_rows(1, 14)
    for i in range(1, 15):
        ws.cell(i, 1, f'Titel {i}')


def merged_groups(wb, ws):
    ws.insert_rows(1)
    ws['A1'], ws['C1'] = 'Arbetsgivare', 'Person'
    ws.merge_cells('A1:B1')
    ws.merge_cells('C1:G1')


def merged_down(wb, ws):
    ws.insert_rows(1)
    for i, name in enumerate(HEAD, 1):
        if i < 7:
            ws.cell(1, i, name)
            ws.cell(2, i, None)
            ws.merge_cells(start_row=1, end_row=2, start_column=i, end_column=i)
    ws['G1'], ws['G2'] = 'Anställd', 'från'


MORE_BOOKS = {'hidden_first': hidden_first, 'deep': deep_book, 'merged_groups': merged_groups, 'merged_down': merged_down,
              **{f'misread-{was}-{taken}': misread_book(was, taken) for was, taken in MISREAD}}


def make_more():
    """Headers far down or over two rows, hidden sheets, and letters that became others before the file was saved."""
    for damage in (deep, two_rows, groups):
        for encoding in ('utf8', 'windows1252', 'macroman'):
            write(f'more/{damage.__name__}-{encoding}.csv', ENCODINGS[encoding](damage(';')), rows_of(PEOPLE))
    for was, taken in MISREAD:
        for damage in (plain, titles, headerless):
            data = read_as(damage(';'), was, taken).encode('utf-8-sig')
            write(f'more/misread-{damage.__name__}-{was}-{taken}.csv', data, rows_of(PEOPLE))
    made = []
    for name, change in MORE_BOOKS.items():
        path = f'more/{name}-openpyxl.xlsx'
        book(change).save(os.path.join(OUT, path))
        expected[path] = rows_of(PEOPLE)
        made.append(path)
    if '--no-libreoffice' not in sys.argv:
        for kind, how in (('xlsx', 'xlsx:Calc MS Excel 2007 XML'), ('ods', 'ods:calc8')):
            convert(made, how, kind, os.path.join('more', 'libreoffice', kind))


def convert(names, how, ending, folder):
    out = os.path.join(OUT, folder)
    os.makedirs(out, exist_ok=True)
    subprocess.run(['soffice', '--headless', '--convert-to', how, '--outdir', out] + [os.path.join(OUT, n) for n in names],
                   check=True, stdout=subprocess.DEVNULL)
    for n in names:
        expected[f'{folder}/{os.path.basename(n)[:-5]}.{ending}'] = expected[n]


def make_by_libreoffice():
    """The same workbooks as LibreOffice saves them: as XLSX again, as ODS, and as CSV in two encodings."""
    made = [name for name in expected if name.startswith('books/')]
    filters = {'xlsx': 'xlsx:Calc MS Excel 2007 XML', 'ods': 'ods:calc8', 'utf8': 'csv:Text - txt - csv (StarCalc):59,34,76,1',
               'windows1252': 'csv:Text - txt - csv (StarCalc):59,34,ANSI,1'}
    for kind, how in filters.items():
        names = [n for n in made if kind in ('xlsx', 'ods') or not any(x in n for x in ('second', 'headerless'))]
        convert(names, how, kind if kind in ('xlsx', 'ods') else 'csv', f'libreoffice/{kind}')


if __name__ == '__main__':
    more_only = '--only-more' in sys.argv
    shutil.rmtree(os.path.join(OUT, 'more') if more_only else OUT, ignore_errors=True)
    if not more_only:
        make_texts()
        make_books()
        if '--no-libreoffice' not in sys.argv:
            make_by_libreoffice()
    make_more()
    before = []
    if more_only:
        with open(os.path.join(OUT, 'expected.json')) as f:
            before = [name for name in json.load(f)['files'] if not name.startswith('more/')]
    with open(os.path.join(OUT, 'expected.json'), 'w') as f:
        json.dump({'people': rows_of(PEOPLE), 'files': sorted([*before, *expected])}, f, ensure_ascii=False, indent=1)
        f.write('\n')
    print(len(expected))
